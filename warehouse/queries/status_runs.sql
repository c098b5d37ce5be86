-- The last runs and how they ended.
select run_id, command, started_at, ended_at, state, summary ->> '$.error' as error
from ops.runs
order by started_at desc
limit 5
