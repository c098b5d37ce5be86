-- core.work_editions: one document with what tells works apart: address, language, day, kind and folded title.
select d.document_id, c.url, c.language, c.publisher, c.site_generation,
       -- The days of an event tell it apart; news may report an event, but are told apart by their own day.
       case when c.document_type = 'event' then coalesce(c.event_starts, c.published_value)
            else c.published_value end as day,
       case
           when c.document_type = 'publication' then 'publication'
           when c.document_type = 'event' then 'event'
           when c.document_type = 'video' then 'video'
           when c.document_type in ('programme', 'topic_page', 'organisation_page', 'conference_record', 'other')
               then 'page'
           else 'news'
       end as family,
       trim(regexp_replace(lower(strip_accents(coalesce(c.title, ''))), '[^\p{L}\p{N}]+', ' ', 'g')) as title
from core.documents d
join core.contents c using (content_id)
