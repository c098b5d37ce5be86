-- name: evidence_reaches
-- severity: fatal
-- protects: evidence that an analyst cannot follow: a span beyond the end of the released passage
-- expected: every span of curated.field_evidence lies inside its passage in curated.passages
select e.document_id, e.field, e.rule, e.passage_id, e."start", e."end", length(p.text) as passage_length
from curated.field_evidence e
left join curated.passages p using (passage_id)
where e.passage_id is not null
  and not coalesce(0 <= e."start" and e."start" <= e."end" and e."end" <= length(p.text), false)
