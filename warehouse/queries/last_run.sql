-- The last run that collected (not a dry one), before a run of now.
select run_id, state, parameters
from ops.runs
where command = 'run' and state <> 'dry_run' and run_id <> $run_id
order by started_at desc, run_id desc
limit 1
