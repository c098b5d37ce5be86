-- Some contents as they are stored: the hash of all their rows, and the capture that they come from.
-- Which are stored is asked first, by their ids alone: mostly none, and then no other column is read.
with known as materialized (
    select content_id from core.contents where content_id in (select unnest($ids::varchar[]))
)
select content_id, detail_hash, capture_id from core.contents where content_id in (select content_id from known)
