-- curated.passages: one block of text of a document's current version, in reading order.
select p.passage_id, p.document_id, p.ordinal, p.kind, p.heading_path, p.text, c.language
from core.passages p
join core.remade_contents d using (content_id)
join core.contents c using (content_id)
