-- curated.earlier_versions: one version of a document that a later one has replaced, with its values.
with bodies as (
    select p.content_id, string_agg(p.text, chr(10) || chr(10) order by p.ordinal) as body
    from core.passages p
    where p.kind not in ('kicker', 'title', 'summary')
      and p.content_id in (
          select v.content_id from core.versions v join core.round_contents d using (document_id) where v.valid_to is not null
      )
    group by p.content_id
)
select v.document_id, v.version, v.valid_from, v.valid_to, c.document_type, c.title, c.kicker, c.summary, c.language,
       core.first_day(c.published_value) as published_on, c.published_precision, coalesce(b.body, '') as body,
       c.capture_id
from core.versions v
join core.round_contents d using (document_id)
join core.contents c on c.content_id = v.content_id
left join bodies b on b.content_id = v.content_id
where v.valid_to is not null
