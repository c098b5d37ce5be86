-- curated.people: one person who is named, has a role or is quoted. The name is the one most often printed.
with named as (
    select m.entity_id as person_id, coalesce(m.name, m.surface) as name, m.document_id, true as is_mention,
           false as is_quote
    from core.mentions m join core.documents using (content_id) where m.kind = 'person'
    union all
    select r.person_id, r.person_name, r.document_id, false, false
    from core.roles r join core.documents using (content_id)
    union all
    select q.speaker_id, q.speaker_name, q.document_id, false, true
    from core.quotes q join core.documents using (content_id) where q.speaker_id is not null
),
spelled as (
    select person_id, name, count(*) as times from named where name is not null group by all
),
names as (
    select person_id, arg_max(name, (times, length(name), name)) as name from spelled group by person_id
),
counted as (
    select n.person_id, count(*) filter (n.is_mention) as mention_count, count(*) filter (n.is_quote) as quote_count,
           min(core.first_day(c.published_value)) as first_mentioned_on,
           max(core.first_day(c.published_value)) as last_mentioned_on
    from named n
    join core.documents d using (document_id)
    join core.contents c using (content_id)
    group by n.person_id
)
select p.person_id, n.name,
       case when contains(n.name, ' ') then
           regexp_extract(n.name, '\S+$') || ', ' || regexp_replace(n.name, '\s+\S+$', '')
       else n.name end as sort_name,
       p.mention_count, p.quote_count, p.first_mentioned_on, p.last_mentioned_on
from counted p
join names n using (person_id)
