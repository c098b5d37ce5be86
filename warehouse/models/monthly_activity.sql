-- curated.monthly_activity: one month × publisher × document type × topic × language. The topic `any` counts
-- each document once; a document of several topics counts under each of them.
with dated as (
    select d.document_id, date_trunc('month', d.published_on)::date as month, d.publisher, d.document_type, d.language,
           coalesce(q.quote_count, 0) as quote_count
    from curated.documents d
    left join (select document_id, count(*) as quote_count from curated.quotes group by document_id) q
        using (document_id)
    where d.published_on is not null and d.published_precision in ('day', 'month')
),
topics as (
    select document_id, 'any' as topic_id from dated
    union all
    select document_id, topic_id from curated.topic_mentions
)
select d.month, d.publisher, d.document_type, t.topic_id, d.language, count(*) as document_count,
       sum(d.quote_count)::bigint as quote_count
from dated d
join topics t using (document_id)
group by all
