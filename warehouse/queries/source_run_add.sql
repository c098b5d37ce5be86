-- How a source ended in a run: `done`, `blocked` or `failed`.
insert into ops.source_runs (run_id, source_id, ended_at, outcome, reason)
values ($run_id, $source_id, $ended_at, $outcome, $reason)
