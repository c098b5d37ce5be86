-- The state of every source that is collected live, at the end of a run. A success is a capture whose content
-- was verified. Freshness is judged as in curated.sources: a daily source is fresh for two days and a weekly one
-- for nine, due up to three times as long, then overdue. A source that this run did not ask stays blocked until
-- something of it was verified again.
with asked as (
    select source_id, max(captured_at) filter (verdict in ('ok', 'not_modified', 'unchanged')) as last_success_at
    from raw.captures
    group by source_id
),
before as (
    select source_id, arg_max(state, judged_at) as state, arg_max(since, judged_at) as since,
           arg_max(reason, judged_at) as reason, max(judged_at) as judged_at
    from ops.source_states
    where run_id <> $run_id
    group by source_id
),
now_run as (
    select source_id, any_value(outcome) as outcome, any_value(reason) as reason
    from ops.source_runs
    where run_id = $run_id
    group by source_id
),
judged as (
    select s.source_id, a.last_success_at, b.state as state_before, b.since as since_before,
           case when n.outcome <> 'done' then n.reason
                when n.outcome is null and b.state = 'blocked' then b.reason end as reason,
           case
               when n.outcome <> 'done' then 'blocked'
               when n.outcome is null and b.state = 'blocked'
                    and coalesce(a.last_success_at <= b.judged_at, true) then 'blocked'
               when a.last_success_at is null then 'never'
               when a.last_success_at >= $judged_at - to_days(case s.frequency when 'daily' then 2 else 9 end)
                   then 'fresh'
               when a.last_success_at >= $judged_at - to_days(case s.frequency when 'daily' then 6 else 27 end)
                   then 'due'
               else 'overdue'
           end as state
    from ops.sources s
    left join asked a using (source_id)
    left join before b using (source_id)
    left join now_run n using (source_id)
    where s.frequency <> 'archive-only'
)
insert into ops.source_states (run_id, source_id, state, since, judged_at, last_success_at, reason)
select $run_id, source_id, state, case when state = state_before then since_before else $judged_at end,
       $judged_at, last_success_at, case when state = 'blocked' then reason end
from judged
