-- When each source was last asked live.
select source_id, max(captured_at) as last_asked_at
from raw.captures
where route = 'live'
group by source_id
