-- Every document as lists show it, newest first, undated ones last.
select document_id, coalesce(title, 'Untitled document') as title, document_type, publisher, language, published_on,
    published_precision, summary, work_id, withdrawn_at is not null as is_withdrawn
from curated.documents
order by published_on desc nulls last, document_id
