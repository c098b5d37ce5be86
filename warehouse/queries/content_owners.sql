-- The earliest capture that shows each of some contents, and how many show it.
select content_id, arg_min(capture_id, (captured_at, capture_id)) as capture_id, count(*) as capture_count
from core.readings
where content_id in (select unnest($ids::varchar[]))
group by content_id
