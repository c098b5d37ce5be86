-- Some captures by their ids, in archive order.
select * from raw.captures where capture_id in (select unnest($ids::varchar[])) order by archive_file, archive_offset
