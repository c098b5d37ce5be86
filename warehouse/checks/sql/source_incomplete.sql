-- name: source_incomplete
-- severity: warning
-- needs: runs
-- protects: taking a walk that was cut short for the whole of a site
-- expected: every source that was asked was walked to its end (a limit set by hand is no fault)
select source_id, incomplete_reason as reason, document_count, asked_count
from check_runs where not is_complete and incomplete_reason is distinct from 'limit'
