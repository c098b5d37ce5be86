-- Each source: how fresh it is against its declared frequency.
select source_id, publisher, frequency, freshness, last_success_at, last_change_at, document_count, open_issue_count
from curated.sources
order by source_id
