-- A page of the readable captures that were neither read nor found unreadable, in archive order.
select c.*
from raw.captures c
where c.verdict = 'ok'
  and (c.archive_file, c.archive_offset) > ($after_file, $after_offset)
  and not exists (select 1 from core.readings r where r.capture_id = c.capture_id)
  and not exists (select 1 from ops.issues i where i.capture_id = c.capture_id and i.code = 'read_failure')
order by c.archive_file, c.archive_offset
limit $page
