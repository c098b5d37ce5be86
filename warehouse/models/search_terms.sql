-- curated.search_terms: one word of the full-text index, in lower case without accents, with its rarity.
select term, count(*) as document_count,
       ln(1 + ((select count(*) from curated.search_documents) - count(*) + 0.5) / (count(*) + 0.5)) as idf
from curated.search_postings
group by term
order by term
