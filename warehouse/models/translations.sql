-- curated.translations: one edition in another language that a document declares, held here or not.
select distinct t.document_id, t.language, t.url, held.document_id as target_document_id
from core.translations t
join core.remade_contents d using (content_id)
left join core.documents held on held.document_id = t.target_document_id
