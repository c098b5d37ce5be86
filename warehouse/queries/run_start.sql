-- The row of a run that begins.
insert into ops.runs (run_id, command, started_at, state, parameters)
values ($run_id, $command, $started_at, 'running', $parameters)
