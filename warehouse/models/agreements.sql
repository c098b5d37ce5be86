-- curated.agreements: one agreement as one document states it. Editions of one work each state it.
select a.agreement_id, a.kind, a.title, a.parties, core.first_day(a.signed_value) as signed_on,
       a.signed_precision, a.is_signed_inferred, a.place, a.document_id, w.work_id, a.passage_id, a.subjects
from core.agreements a
join core.remade_contents d using (content_id)
join core.works w on w.document_id = a.document_id
