-- Passages of documents of a range of ids that other works print too, with the first of those works and its words.
with mine as (
    select document_id, passage_id, cluster_id, work_id
    from curated.text_reuse
    where document_id between $first and $last
),
others as (
    select m.document_id, m.passage_id, m.cluster_id, count(distinct o.work_id) as other_count,
        min_by(o.passage_id, (o.published_on is null, o.published_on, o.document_id, o.passage_id)) as first_passage_id
    from mine m
    join curated.text_reuse o on o.cluster_id = m.cluster_id and o.work_id <> m.work_id
    group by all
)
select o.document_id, o.cluster_id, o.other_count, p.ordinal, p.text, f.text as first_text,
    d.document_id as first_id, coalesce(d.title, 'Untitled document') as first_title,
    d.language as first_language, d.published_on as first_on, d.published_precision as first_precision
from others o
join curated.passages p on p.passage_id = o.passage_id
join curated.passages f on f.passage_id = o.first_passage_id
join curated.documents d on d.document_id = f.document_id
order by o.document_id, p.ordinal
