-- For each document address of a source: the last capture that has a payload (or, where there is none, the last of
-- all), when it was last answered, the date of the document, and whether the last answer said that it is gone.
-- Walls and errors are no answer about the document: an address that met only those is due again at once, and one
-- row stands for all spellings of an address.
with answered as (
    select document_id, max(captured_at) as last_asked_at,
           arg_max(verdict, captured_at) in ('gone', 'soft_404') as is_gone
    from raw.captures
    where source_id = $source_id
      and verdict not in (select unnest($unanswered::varchar[]))
    group by document_id
),
best as (
    select * from raw.captures
    where source_id = $source_id
      and verdict not in (select unnest($unanswered::varchar[]))
    qualify row_number() over (partition by document_id order by verdict = 'ok' desc, captured_at desc, capture_id) = 1
),
dates as (
    select document_id, arg_max(published_value, captured_at) as published_on
    from core.contents
    where source_id = $source_id
    group by document_id
)
select b.*, a.last_asked_at, a.is_gone, d.published_on
from answered a
join best b using (document_id)
left join dates d using (document_id)
order by b.url
