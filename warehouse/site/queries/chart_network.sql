-- Pairs among the most named organisations and the documents that name both.
with most as (
    select organisation_id, coalesce(acronym, name) as name
    from curated.organisations where document_count > 0
    order by document_count desc, organisation_id limit 14
)
select a.name as name, b.name as other, count(*)::integer as documents
from curated.organisation_mentions m
join curated.organisation_mentions n on n.document_id = m.document_id and m.organisation_id < n.organisation_id
join most a on a.organisation_id = m.organisation_id
join most b on b.organisation_id = n.organisation_id
where a.name <> b.name
group by all
order by documents desc, name, other
limit 60
