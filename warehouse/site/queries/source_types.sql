-- Documents of each source by type.
select source_id, document_type, count(*) as document_count, min(published_on) as first_on, max(published_on) as last_on
from curated.documents
group by all
order by source_id, document_count desc, document_type
