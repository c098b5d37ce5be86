-- curated.search_terms: one word of the full-text index, in lower case without accents, with its rarity.
with counted as (
    select term_id, count(*) as document_count from curated.search_postings group by term_id
)
select w.term_id, w.term, c.document_count,
       ln(1 + ((select count(*) from curated.search_documents) - c.document_count + 0.5) / (c.document_count + 0.5)) as idf
from counted c
join core.words w using (term_id)
