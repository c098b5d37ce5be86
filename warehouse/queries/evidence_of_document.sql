-- Every value of one document: field, value, the rule, and the span of the words it came from.
select e.field, e.value, e.rule, p.kind, p.ordinal, e.start, e."end", e.capture_id,
       substr(p.text, e.start + 1, e."end" - e.start) as words
from curated.field_evidence e
left join curated.passages p using (document_id, passage_id)
where e.document_id = $document_id
order by e.field, p.ordinal nulls first, e.start, e.value
