-- Passages that several works print: works, documents, days, and the words of the earliest.
select r.cluster_id, count(distinct r.work_id) as work_count, count(*) as document_count,
    min(r.published_on) as first_on, max(r.published_on) as last_on,
    any_value(p.text) as text, any_value(d.licence) as licence, any_value(d.language) as language
from curated.text_reuse r
left join curated.passages p on p.passage_id = r.cluster_id
left join curated.documents d on d.document_id = p.document_id
group by r.cluster_id
having count(distinct r.work_id) > 1
order by work_count desc, last_on desc nulls last, r.cluster_id
