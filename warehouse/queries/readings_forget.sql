-- Some readings go, to be written anew.
delete from core.readings where capture_id in (select unnest($ids::varchar[]))
