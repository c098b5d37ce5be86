-- The last runs, how they ended, and what became of the release: a new one, or the one that stands.
select run_id, command, started_at, ended_at, state,
       coalesce(
           regexp_extract(summary ->> '$.release', '[^/\\]+$'), summary ->> '$.stands' || ' stands'
       ) as result,
       summary ->> '$.error' as error
from ops.runs
order by started_at desc
limit 5
