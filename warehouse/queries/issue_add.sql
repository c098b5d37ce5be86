-- One issue row, once.
insert into ops.issues (issue_id, run_id, stage, severity, code, source_id, url, capture_id, field, message, noticed_at)
select $issue_id, $run_id, $stage, $severity, $code, $source_id, $url, $capture_id, $field, $message, $noticed_at
where not exists (select 1 from ops.issues where issue_id = $issue_id)
