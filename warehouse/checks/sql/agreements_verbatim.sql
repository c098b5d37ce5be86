-- name: agreements_verbatim
-- severity: fatal
-- protects: an agreement, or a day of signature, that no page states
-- expected: every agreement and the words that give its day stand word for word at their spans
with spans as (
    select content_id, document_id, agreement_id, 'agreement' as part, passage_id, "start", "end", surface
    from core.agreements
    union all
    select content_id, document_id, agreement_id, 'day', signed_passage_id, signed_start, signed_end, signed_surface
    from core.agreements where signed_surface is not null
)
select s.document_id, s.agreement_id, s.part, s.surface as expected,
    substring(p.text, s."start" + 1, s."end" - s."start") as found
from spans s
left join core.passages p on p.content_id = s.content_id and p.passage_id = s.passage_id
where substring(p.text, s."start" + 1, s."end" - s."start") is distinct from s.surface
