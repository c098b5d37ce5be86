-- The states that a run left its sources in, with the state before it.
select n.source_id, n.state, n.since, n.last_success_at, n.reason,
       (select arg_max(b.state, b.judged_at) from ops.source_states b
        where b.source_id = n.source_id and b.run_id <> $run_id) as state_before
from ops.source_states n
where n.run_id = $run_id
order by n.source_id
