-- Every source with its freshness.
select source_id, coalesce(title, source_id) as title, publisher, site_generation, frequency, freshness,
    last_success_at, last_change_at, document_count, open_issue_count
from curated.sources
order by publisher, title
