-- curated.text_reuse: one passage that other documents print too, word for word or edited, with its cluster.
-- A cluster is named after its earliest passage. similarity is the largest share of the fingerprints of the
-- shorter passage that it has in common with another passage of the cluster.
with scored as (
    select passage_key, max(similarity) as similarity
    from (
        select passage_key, similarity from core.reuse_pairs
        union all
        select earlier_key, similarity from core.reuse_pairs
    )
    group by passage_key
),
members as (
    select k.passage_key, k.component, s.similarity, r.document_id, r.content_id, o.place
    from core.reuse_components k
    join scored s using (passage_key)
    join core.reuse_documents r on r.document_key = (k.passage_key >> 20)
    join core.reuse_places o using (document_key)
),
named as (
    select m.*, p.passage_id,
           first_value(p.passage_id) over (partition by m.component order by m.place, m.passage_key) as cluster_id
    from members m
    join core.passages p on p.content_id = m.content_id and p.ordinal = (m.passage_key & 1048575)
)
select n.cluster_id, n.document_id, n.passage_id, n.similarity, n.passage_id = n.cluster_id as is_earliest,
       core.first_day(c.published_value) as published_on, w.work_id
from named n
join core.contents c using (content_id)
join core.works w on w.document_id = n.document_id
