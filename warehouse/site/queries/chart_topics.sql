-- Documents by year for the topics with most documents, in the 18 years up to the newest.
with most as (
    select topic_id, label_en from curated.topics where document_count > 0 order by document_count desc, topic_id limit 16
)
select m.label_en as name, year(d.published_on) as year, count(*)::integer as documents
from most m
join curated.topic_mentions t using (topic_id)
join curated.documents d using (document_id)
where year(d.published_on) > (select year(max(published_on)) from curated.documents) - 18
group by all
order by name, year
