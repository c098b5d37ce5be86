-- curated.field_evidence: one value of a document with the rule that produced it and the words it came from.
with values_found as (
    select content_id, name as field, ordinal, value, rule, passage_id, "start", "end"
    from core.fields
    where is_winner
    union all
    select content_id, 'quote', row_number() over (partition by content_id order by passage_ordinal, "start", quote_id) - 1,
           text, rule, passage_id, "start", "end"
    from core.quotes
    union all
    select content_id, 'role', row_number() over (partition by content_id order by role_id) - 1,
           concat_ws(', ', person_name, role, organisation_id), rule, passage_id, "start", "end"
    from core.roles
    union all
    select content_id, 'agreement', row_number() over (partition by content_id order by agreement_id) - 1,
           concat_ws(': ', kind, array_to_string(parties, ', ')), rule, passage_id, "start", "end"
    from core.agreements
    union all
    select content_id, 'agreement.signed_on', row_number() over (partition by content_id order by agreement_id) - 1,
           signed_value, rule, signed_passage_id, signed_start, signed_end
    from core.agreements
    where signed_value is not null
)
select d.document_id, v.field, v.ordinal::integer as ordinal, v.value, v.rule, v.passage_id, v."start", v."end",
       c.capture_id
from values_found v
join core.remade_contents d using (content_id)
join core.contents c using (content_id)
