-- Every agreement once a work: the earliest document that states it.
select a.work_id, a.kind, a.title, a.parties, a.signed_on, a.signed_precision, a.place, a.subjects, a.document_id,
    coalesce(d.title, 'Untitled document') as document_title, d.language, d.published_on, d.published_precision,
    d.licence, p.text
from curated.agreements a
join curated.documents d using (document_id)
left join curated.passages p using (passage_id)
qualify row_number() over (
    partition by a.work_id, a.kind, list_sort(a.parties)
    order by a.signed_on is null, d.language <> 'en', d.published_on nulls last, a.agreement_id
) = 1
order by coalesce(a.signed_on, d.published_on) nulls last, a.agreement_id
