-- For every value of every filter: its documents as distances between numbers.
with pairs as (
    select 'publisher' as facet, publisher as id, number from numbered join curated.documents using (document_id)
    union all
    select 'type', document_type, number from numbered join curated.documents using (document_id)
    union all
    select 'language', language, number from numbered join curated.documents using (document_id)
    union all
    select 'year', coalesce(year(published_on)::varchar, 'undated'), number
    from numbered join curated.documents using (document_id)
    union all
    select kind, id, number from named join numbered using (document_id)
),
stepped as (
    select facet, id, number, number - lag(number, 1, 0) over (partition by facet, id order by number) as step
    from pairs
)
select facet, id, count(*) as document_count, list(step order by number) as steps
from stepped
group by facet, id
order by facet, id
