-- What a rebuild cannot make from the archive: the run ledger, and which documents complete walks missed.
-- Issues of reading are left behind: they are found anew, and would keep their captures from being read.
insert into ops.runs by name select * from before.ops.runs where state <> 'running';
insert into ops.checks by name select * from before.ops.checks;
insert into ops.issues by name select * from before.ops.issues where stage in ('collect', 'import');
insert into core.withdrawals by name select * from before.core.withdrawals;
insert into ops.source_runs by name select * from before.ops.source_runs;
insert into ops.source_states by name select * from before.ops.source_states;
