-- curated.works: one work: the documents that are the same thing in several languages, site generations or
-- addresses. The title is that of the earliest English edition, else of the earliest one.
select w.work_id,
       arg_min(c.title, (c.title is null, c.language <> 'en', coalesce(c.published_value, '9999'), d.first_seen_at,
                         d.document_id)) as title,
       count(*) as document_count, list_sort(list(distinct c.language)) as languages,
       list_sort(list(distinct c.site_generation)) as site_generations,
       min(core.first_day(c.published_value)) as first_published_on
from core.works w
join core.documents d using (document_id)
join core.contents c using (content_id)
group by w.work_id
