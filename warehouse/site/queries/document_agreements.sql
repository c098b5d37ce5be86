-- Agreements that documents of a range of ids state.
select a.document_id, a.kind, a.title, a.parties, a.signed_on, a.signed_precision, a.is_signed_inferred, a.place,
    a.subjects, p.ordinal, p.text
from curated.agreements a
left join curated.passages p using (passage_id)
where a.document_id between $first and $last
order by a.document_id, p.ordinal, a.agreement_id
