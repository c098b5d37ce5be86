-- curated.search_documents: one document of the full-text index, with its number there and its length in words.
select row_number() over (order by d.document_id)::integer as document_number, d.document_id, t.length
from core.documents d
join core.content_terms t using (content_id)
