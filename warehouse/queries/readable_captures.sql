-- A page of the readable captures of some sources (of all when none is named), in archive order.
select *
from raw.captures
where verdict = 'ok'
  and (len($source_ids::varchar[]) = 0 or source_id in (select unnest($source_ids::varchar[])))
  and (archive_file, archive_offset) > ($after_file, $after_offset)
order by archive_file, archive_offset
limit $page
