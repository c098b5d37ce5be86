-- What some captures show now: the row of their content.
select r.capture_id as reading_capture_id, c.*
from core.readings r
join core.contents c using (content_id)
where r.capture_id in (select unnest($ids::varchar[]))
