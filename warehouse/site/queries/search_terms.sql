-- Every word with its documents: number (as the distance from the one before) and score, in turn.
with scored as (
    select t.term, n.number, greatest(round(p.weight * t.idf * 20), 1)::integer as score
    from curated.search_postings p
    join curated.search_documents s using (document_number)
    join numbered n on n.document_id = s.document_id
    join curated.search_terms t using (term_id)
),
stepped as (
    select term, number, score, number - lag(number, 1, 0) over (partition by term order by number) as step
    from scored
)
select term, string_agg(step || ',' || score, ',' order by number) as postings
from stepped
group by term
order by term
