-- The documents whose current version was seen last; `ids` narrows them, null takes all.
select document_id, coalesce(title, 'Untitled document') as title, document_type, publisher, language, published_on,
    published_precision, summary, work_id, withdrawn_at is not null as is_withdrawn, last_changed_at, version
from curated.documents
where $ids is null or list_contains($ids, document_id)
order by published_on desc nulls last, document_id
limit $most
