-- Responses of each source by month and verdict, newest first.
select source_id, date_trunc('month', captured_at)::date as month, verdict, count(*) as capture_count
from curated.captures
group by all
order by source_id, month desc, capture_count desc, verdict
