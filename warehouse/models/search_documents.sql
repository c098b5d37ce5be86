-- curated.search_documents: one document of the full-text index, with its number there and its length in words.
select s.number as document_number, s.document_id, t.length
from core.document_states s
join core.content_terms t using (content_id)
