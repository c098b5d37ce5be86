-- curated.quotes: one quotation in a document's current version.
select q.quote_id, q.document_id, q.passage_id, q.text, q.speaker_id, q.speaker_name, q.role, q.organisation_id,
       core.first_day(c.published_value) as said_on, c.language
from core.quotes q
join core.remade_contents d using (content_id)
join core.contents c using (content_id)
