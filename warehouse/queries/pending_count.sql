-- Readable captures that were neither read nor found unreadable.
select count(*) as pending_count
from raw.captures c
where c.verdict = 'ok'
  and not exists (select 1 from core.readings r where r.capture_id = c.capture_id)
  and not exists (select 1 from ops.issues i where i.capture_id = c.capture_id and i.code = 'read_failure')
