-- What is most often named in the same documents as each thing, by kind.
with pairs as (
    select a.number as one, b.number as other, count(*) as document_count
    from named_in_numbers a
    join named_in_numbers b on b.document = a.document and a.number <> b.number
    group by all
)
select one.kind || '/' || one.id as entity, other.kind, other.id, p.document_count
from pairs p
join things one on one.number = p.one
join things other on other.number = p.other
qualify row_number() over (partition by p.one, other.kind order by p.document_count desc, other.id) <= 8
order by entity, other.kind, p.document_count desc, other.id
