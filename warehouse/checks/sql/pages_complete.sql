-- name: pages_complete
-- severity: warning
-- protects: a reader that still finds a page but no longer its title or its text
-- expected: at most 2 % of a source's current documents (events and videos aside) lack a title or any text
with judged as (
    select source_id, url, title is null or title = ''
        or (word_count = 0 and document_type not in ('event', 'video', 'publication')) as is_incomplete
    from curated.documents
    where withdrawn_at is null
)
select source_id, count(*) as document_count, count(*) filter (where is_incomplete) as incomplete_count,
    min(url) filter (where is_incomplete) as first_url
from judged
group by source_id
having count(*) filter (where is_incomplete) > 0.02 * count(*)
