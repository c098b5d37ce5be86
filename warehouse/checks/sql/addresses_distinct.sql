-- name: addresses_distinct
-- severity: warning
-- protects: the same page counted twice under two spellings of its address
-- expected: no two current documents have the same address, scheme and trailing slash aside
select lower(regexp_replace(url, '^https?://|/$', '', 'g')) as address, count(*) as document_count,
    min(document_id) as first_document
from curated.documents
where withdrawn_at is null
group by address
having count(*) > 1
