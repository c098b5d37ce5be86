-- Some contents as they are stored: the hash of all their rows, and the capture that they come from.
select content_id, detail_hash, capture_id from core.contents where content_id in (select unnest($ids::varchar[]))
