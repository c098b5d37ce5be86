-- Runs that say they are running although none of them is alive: they were killed.
update ops.runs set state = 'crashed', ended_at = $ended_at
where state = 'running' and run_id in (select unnest($run_ids::varchar[]))
