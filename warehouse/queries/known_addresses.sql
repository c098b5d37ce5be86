-- For each address of a source: the last capture that has a payload (or, where there is none, the last of all),
-- when it was last asked, the date of the document, and whether the last answer said that it is gone.
with asked as (
    select url, max(captured_at) as last_asked_at,
           arg_max(verdict, captured_at) in ('gone', 'soft_404') as is_gone
    from raw.captures
    where source_id = $source_id
    group by url
),
best as (
    select * from raw.captures
    where source_id = $source_id
    qualify row_number() over (partition by url order by verdict = 'ok' desc, captured_at desc, capture_id) = 1
),
dates as (
    select document_id, arg_max(published_value, captured_at) as published_on
    from core.contents
    where source_id = $source_id
    group by document_id
)
select b.*, a.last_asked_at, a.is_gone, d.published_on
from asked a
join best b on b.url = a.url
left join dates d on d.document_id = b.document_id
order by a.url
