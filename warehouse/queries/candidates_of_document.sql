-- The values of one document that lost to an earlier rule, with whether they contradict the one that won.
select field, value, rule, surface, is_contradiction
from curated.field_candidates
where document_id = $document_id
order by field, rule, value
