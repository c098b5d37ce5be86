-- core.versions: one content of a document, from the capture that first showed it until the next other one.
-- Versions come from the order of the captures in time, not from the order of loading.
with marked as (
    select *,
        lag(content_id) over in_time is distinct from content_id as is_first
    from core.sightings
    window in_time as (partition by document_id order by captured_at, capture_id)
),
numbered as (
    select *, count(*) filter (is_first) over (
        partition by document_id order by captured_at, capture_id
        rows between unbounded preceding and current row
    ) as version
    from marked
),
islands as (
    select document_id, version::integer as version, content_id, min(captured_at) as valid_from,
           max(captured_at) as last_seen_at
    from numbered
    group by all
)
select *,
    lead(valid_from) over (partition by document_id order by version) as valid_to,
    min(valid_from) over (partition by document_id) as first_seen_at
from islands
