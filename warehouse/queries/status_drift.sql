-- Pages that their own reader no longer knows and the generic one had to read: per source, the newest first.
select source_id, count(*) as pages, max(noticed_at) as last_seen_at, arg_max(url, noticed_at) as example
from ops.issues
where code = 'reader.drift'
group by source_id
order by source_id
