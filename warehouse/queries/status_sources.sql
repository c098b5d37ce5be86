-- Each source as the release states it; how fresh it is now stands in ops.source_states.
select source_id, publisher, frequency, last_success_at, last_change_at, document_count, open_issue_count
from curated.sources
order by source_id
