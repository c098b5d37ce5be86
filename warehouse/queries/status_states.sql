-- The last judged state of every source that is collected live, against its declared frequency.
select s.source_id, s.frequency, arg_max(t.state, t.judged_at) as state, arg_max(t.since, t.judged_at) as since,
       max(t.last_success_at) as last_success_at, arg_max(coalesce(t.reason, ''), t.judged_at) as reason
from ops.source_states t
join ops.sources s using (source_id)
group by all
order by s.source_id
