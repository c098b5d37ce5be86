-- The sources that ended well in a run.
select distinct source_id from ops.source_runs where run_id = $run_id and outcome = 'done'
