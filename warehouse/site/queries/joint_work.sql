-- Works in which the ILO and UN Women act together, newest first, each with its earliest English document.
-- An event without a day of publication stands at the day on which it begins.
select j.work_id, coalesce(j.title, 'Untitled document') as title, j.kind, j.published_on, j.countries, j.topics,
    j.agreement_id, a.kind as agreement_kind, a.signed_on, a.signed_precision, a.place,
    v.starts_on, v.date_precision,
    d.document_id, d.language, d.publisher, d.published_precision, d.summary,
    (select count(*) from curated.documents e where e.work_id = j.work_id) as edition_count
from curated.joint_work j
left join curated.agreements a using (agreement_id)
join curated.documents d on d.work_id = j.work_id
left join curated.events v on v.document_id = d.document_id
qualify row_number() over (
    partition by j.work_id order by d.language <> 'en', d.published_on nulls last, d.document_id
) = 1
order by coalesce(a.signed_on, j.published_on, v.starts_on) desc nulls last, j.work_id
