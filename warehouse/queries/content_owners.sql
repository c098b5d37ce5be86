-- The earliest capture that shows each of some contents.
select content_id, arg_min(capture_id, (captured_at, capture_id)) as capture_id
from core.readings
where content_id in (select unnest($ids::varchar[]))
group by content_id
