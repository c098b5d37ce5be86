-- 002: what an operator watches: how each source ended in each run, and which state that left it in.

-- A source that ended in a run, written at once: what a killed run did not finish is what has no row here.
create table ops.source_runs (
    run_id varchar, source_id varchar, ended_at timestamptz, outcome varchar, reason varchar
);

-- The state of a source at the end of a run, and since when it has been in it.
create table ops.source_states (
    run_id varchar, source_id varchar, state varchar, since timestamptz, judged_at timestamptz,
    last_success_at timestamptz, reason varchar
);
