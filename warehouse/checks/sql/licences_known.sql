-- name: licences_known
-- severity: warning
-- protects: words that leave the house without the licence under which they may be used
-- expected: every document has a licence
select source_id, count(*) as document_count, min(url) as first_url
from curated.documents
where licence is null or licence = ''
group by source_id
