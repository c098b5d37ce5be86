-- Quotes of documents of a range of ids, in reading order; two of one passage by where their first words stand.
select q.document_id, q.text, q.speaker_id, q.speaker_name, q.role, q.organisation_id, p.ordinal
from curated.quotes q
left join curated.passages p using (passage_id)
where q.document_id between $first and $last
order by q.document_id, p.ordinal, strpos(p.text, left(q.text, 80)), q.quote_id
