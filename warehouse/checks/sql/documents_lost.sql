-- name: documents_lost
-- severity: fatal
-- needs: previous
-- protects: documents that vanish: what was released once stays, withdrawn or not
-- expected: at most 1 % of a source's documents of the last good release are gone
with gone as (
    select p.source_id, count(*) as released_count, count(*) filter (where d.document_id is null) as lost_count,
        min(p.url) filter (where d.document_id is null) as first_lost
    from previous.curated.documents p
    left join curated.documents d on d.document_id = p.document_id
    group by p.source_id
)
select source_id, released_count, lost_count, first_lost from gone where lost_count > 0.01 * released_count
