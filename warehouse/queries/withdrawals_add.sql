-- Documents of a source that a complete walk did not see, with the time when they were first missed.
insert into core.withdrawals by name
select distinct document_id, source_id, $at::timestamptz as withdrawn_at, $run_id as run_id
from core.contents
where source_id = $source_id and document_id not in (select unnest($seen::varchar[]))
  and document_id not in (select document_id from core.withdrawals)
