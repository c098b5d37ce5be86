-- The readings that no longer say what is stored, with the content that their capture showed until now.
select old.capture_id, old.content_id
from core.readings old
join arrived_readings new using (capture_id, captured_at)
where (old.content_id, old.reader, old.reader_version)
      is distinct from (new.content_id, new.reader, new.reader_version)
