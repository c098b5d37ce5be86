-- name: events_in_order
-- severity: fatal
-- protects: a calendar with events that end before they begin, or last for years
-- expected: an event ends on or after the day it starts, within a year
select document_id, title, starts_on, ends_on
from curated.events
where ends_on < starts_on or ends_on > starts_on + interval 1 year
