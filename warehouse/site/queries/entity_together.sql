-- What is most often named in the same documents as each thing; topics and people are not counted as company.
with pairs as (
    select a.kind || '/' || a.id as entity, b.kind, b.id, count(*) as document_count
    from named a
    join named b on b.document_id = a.document_id and not (a.kind = b.kind and a.id = b.id)
    group by all
)
select * from pairs
qualify row_number() over (partition by entity, kind order by document_count desc, id) <= 8
order by entity, kind, document_count desc, id
