-- name: dates_plausible
-- severity: fatal
-- protects: a telephone number or a page number read as a year, a day that lies in the future
-- expected: days of documents, quotes, agreements and events between 1900 and the next days (events: ten years)
with days as (
    -- A date printed as a year alone is filed under its first day; forthcoming publications print next year.
    select 'documents.published_on' as found_in, document_id, published_on as day, 400 as days_ahead
    from curated.documents
    union all select 'quotes.said_on', document_id, said_on, 400 from curated.quotes
    union all select 'roles.stated_on', document_id, stated_on, 400 from curated.roles
    union all select 'agreements.signed_on', document_id, signed_on, 2 from curated.agreements
    union all select 'events.starts_on', document_id, starts_on, 3653 from curated.events
    union all select 'events.ends_on', document_id, ends_on, 3653 from curated.events
)
select found_in, document_id, day
from days cross join check_context c
where day < date '1900-01-01' or day > c.now::date + days_ahead::integer
