-- curated.links: one link of a document: in its text, with the span, or in a box beside it (see_also).
select l.document_id,
       row_number() over (
           partition by l.document_id
           order by p.ordinal nulls last, l.start, l.url, l.text, l.kind
       )::integer - 1 as ordinal,
       l.kind, l.url, l.text, l.passage_id, l.start, l."end", held.document_id as target_document_id
from core.links l
join core.remade_contents d using (content_id)
left join core.passages p on p.content_id = l.content_id and p.passage_id = l.passage_id
left join core.documents held on held.document_id = l.target_document_id
