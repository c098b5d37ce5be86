-- Passages of documents of a range of ids that other works print too, with the first of those works.
with mine as (
    select document_id, passage_id, cluster_id, work_id, similarity
    from curated.text_reuse
    where document_id between $first and $last
)
select m.document_id, m.cluster_id, m.similarity, p.ordinal, p.text,
    count(distinct o.work_id) as other_count,
    min_by(o.document_id, (o.published_on is null, o.published_on, o.document_id)) as first_id,
    min(o.published_on) as first_on
from mine m
join curated.text_reuse o on o.cluster_id = m.cluster_id and o.work_id <> m.work_id
join curated.passages p on p.passage_id = m.passage_id
group by all
order by m.document_id, p.ordinal
