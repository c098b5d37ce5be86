-- curated.field_candidates: one value of a field that a rule found and an earlier rule overruled.
-- A contradiction is what the reader reported as one: two rules that ought to agree do not.
with disputed as (
    select capture_id, field, message
    from ops.issues
    where stage = 'read' and code like 'contradiction.%'
),
lost as (
    select d.document_id, f.name as field, f.ordinal, f.value, f.rule, f.surface, f.capture_id
    from core.fields f
    join core.remade_contents d using (content_id)
    where not f.is_winner
)
select l.document_id, l.field, l.ordinal, l.value, l.rule, l.surface,
       coalesce(bool_or(contains(i.message, l.rule || ' says ')), false) as is_contradiction, l.capture_id
from lost l
left join disputed i on i.capture_id = l.capture_id and i.field = l.field
group by all
