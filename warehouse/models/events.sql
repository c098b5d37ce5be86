-- curated.events: one event page. An edition that prints no year takes the days of the edition of the same
-- work that prints them; date_precision then says day_from_other_edition and dates_document_id names it.
with printed as (
    select d.document_id, w.work_id, d.content_id, c.event_starts, c.event_starts_precision, c.event_ends,
           core.first_day(c.event_starts) as starts_on, core.first_day(coalesce(c.event_ends, c.event_starts)) as ends_on
    from core.documents d
    join core.contents c using (content_id)
    join core.works w on w.document_id = d.document_id
    where c.document_type = 'event'
),
best as (
    -- The edition with the most precise days: by precision, then by document.
    select work_id, document_id, starts_on, ends_on
    from printed
    where event_starts_precision = 'day' and starts_on is not null
    qualify row_number() over (partition by work_id order by ends_on is null, document_id) = 1
)
select
    p.document_id, c.title,
    case when p.starts_on is null or p.event_starts_precision <> 'day' then coalesce(b.starts_on, p.starts_on)
         else p.starts_on end as starts_on,
    case when p.starts_on is null or p.event_starts_precision <> 'day' then coalesce(b.ends_on, p.ends_on)
         else p.ends_on end as ends_on,
    case when b.document_id is not null and p.event_starts_precision is distinct from 'day'
         then 'day_from_other_edition' else p.event_starts_precision end as date_precision,
    c.venue, c.city, c.event_country_code as country_code, c.organisers, c.programme,
    case when p.event_starts_precision = 'day' then p.document_id
         else coalesce(b.document_id, case when p.event_starts is not null then p.document_id end)
    end as dates_document_id
from printed p
join core.contents c using (content_id)
left join best b using (work_id)
