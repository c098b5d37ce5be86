-- name: times_in_order
-- severity: fatal
-- protects: a history that runs backwards because a clock was wrong or rows were mixed up
-- expected: first seen <= last changed <= last seen <= now, for every document; no capture from the future
select 'document' as kind, document_id as id, first_seen_at, last_changed_at, last_seen_at
from curated.documents cross join check_context c
where not (first_seen_at <= last_changed_at and last_changed_at <= last_seen_at)
union all
select 'capture', capture_id, captured_at, null, null
from curated.captures cross join check_context c
-- A day's grace for machines whose clocks differ.
where captured_at > c.now + interval 1 day
