-- A page of the captures of one source, in archive order.
select *
from raw.captures
where source_id = $source_id
  and (archive_file, archive_offset) > ($after_file, $after_offset)
order by archive_file, archive_offset
limit $page
