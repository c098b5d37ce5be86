-- For every value of documents of a range of ids: its rule and the words that it came from.
select e.document_id, e.field, e.value, e.rule, p.ordinal,
    substr(p.text, e.start + 1, e."end" - e.start) as words
from curated.field_evidence e
left join curated.passages p using (passage_id)
where e.document_id between $first and $last
order by e.document_id, e.field, e.ordinal
