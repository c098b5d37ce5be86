-- curated.files: one download that a document offers, in the order of the page.
select f.document_id, f.ordinal, f.url, f.label, f.media_type, f.byte_count, f.language,
       held.document_id as target_document_id
from core.files f
join core.remade_contents d using (content_id)
left join core.documents held on held.document_id = f.target_document_id
