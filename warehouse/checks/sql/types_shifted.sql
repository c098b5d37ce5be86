-- name: types_shifted
-- severity: warning
-- needs: previous
-- protects: a changed rule that files press releases as news (or anything as anything else) without a word
-- expected: at most 5 % of a source's documents changed their document type since the last good release
with moved as (
    select d.source_id, count(*) as compared_count,
        count(*) filter (where d.document_type is distinct from p.document_type) as shifted_count,
        min(p.document_type || ' became ' || d.document_type)
            filter (where d.document_type is distinct from p.document_type) as first_shift,
        min(d.url) filter (where d.document_type is distinct from p.document_type) as first_url
    from curated.documents d join previous.curated.documents p using (document_id)
    group by d.source_id
)
select source_id, compared_count, shifted_count, first_shift, first_url
from moved where shifted_count > 0.05 * compared_count
