-- curated.text_reuse: one passage that other documents print too, word for word or edited, with its cluster.
-- A cluster is named after its earliest passage. similarity is the largest share of the fingerprints of the
-- shorter passage that it has in common with another passage of the cluster.
with scored as (
    select passage_id, max(similarity) as similarity
    from (
        select passage_id, similarity from core.reuse_pairs
        union all
        select other_id, similarity from core.reuse_pairs
    )
    group by passage_id
),
members as (
    select k.passage_id, s.similarity,
           first_value(k.passage_id) over (partition by k.component order by r.number) as cluster_id
    from core.reuse_components k
    join scored s using (passage_id)
    join core.reuse_passages r using (passage_id)
)
select m.cluster_id, p.document_id, m.passage_id, m.similarity, m.passage_id = m.cluster_id as is_earliest,
       d.published_on, d.work_id
from members m
join curated.passages p using (passage_id)
join curated.documents d on d.document_id = p.document_id
