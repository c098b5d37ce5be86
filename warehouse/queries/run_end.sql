-- How a run ended.
update ops.runs
set state = $state, ended_at = $ended_at, summary = $summary, versions = $versions
where run_id = $run_id
