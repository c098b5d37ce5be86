-- The newest documents of each thing.
select n.kind || '/' || n.id as entity, d.document_id, coalesce(d.title, 'Untitled document') as title,
    d.document_type, d.publisher, d.language, d.published_on, d.published_precision, null as summary,
    d.withdrawn_at is not null as is_withdrawn
from named n
join curated.documents d using (document_id)
qualify row_number() over (
    partition by n.kind, n.id order by d.published_on desc nulls last, d.document_id
) <= $most
order by entity, d.published_on desc nulls last, d.document_id
