-- Runs that say they are running.
select run_id from ops.runs where state = 'running' order by started_at
