-- The text of documents of a range of ids, in reading order.
select document_id, passage_id, ordinal, kind, len(heading_path) as depth, text
from curated.passages
where document_id between $first and $last
order by document_id, ordinal
