-- The issues of the last run, most frequent first.
select severity, code, source_id, count(*) as issue_count, any_value(message) as example
from ops.issues
where run_id = (select run_id from ops.runs order by started_at desc limit 1)
group by all
order by any_value(severity = 'error') desc, issue_count desc, code
