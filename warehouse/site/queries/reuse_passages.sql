-- The passages of every cluster that several works print, oldest first.
with shared as (select cluster_id from curated.text_reuse group by all having count(distinct work_id) > 1)
select r.cluster_id, r.similarity, r.is_earliest, r.published_on, r.document_id, r.work_id, p.text, p.ordinal,
    coalesce(d.title, 'Untitled document') as title, d.language, d.publisher, d.published_precision, d.licence,
    d.document_type
from curated.text_reuse r
join shared using (cluster_id)
join curated.passages p using (passage_id)
join curated.documents d on d.document_id = r.document_id
order by r.cluster_id, not r.is_earliest, r.published_on nulls last, r.document_id
