-- name: source_blocked
-- severity: warning
-- needs: runs
-- protects: block pages that come with status 200 and would pass as content
-- expected: the share of block pages among what was asked stays under the bound of the source
select r.source_id, r.blocked_count, r.asked_count, coalesce(b.max_blocked_share, 0.2) as largest_share
from check_runs r left join check_bounds b using (source_id)
where r.asked_count > 0 and r.blocked_count / r.asked_count > coalesce(b.max_blocked_share, 0.2)
