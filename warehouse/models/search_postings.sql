-- curated.search_postings: one word of one document. weight is its part of BM25 (k1 = 1.2, b = 0.75) without
-- the rarity of the word, so that a search only adds up.
with words as (
    select d.document_number, d.length, unnest(t.terms) as term, unnest(t.frequencies) as frequency
    from core.content_terms t
    join core.documents c using (content_id)
    join curated.search_documents d on d.document_id = c.document_id
),
average as (
    select avg(length) as length from curated.search_documents
)
select w.term, w.document_number, w.frequency::integer as frequency,
       (w.frequency * 2.2 / (w.frequency + 1.2 * (0.25 + 0.75 * w.length / a.length)))::float as weight
from words w
cross join average a
order by w.term, w.document_number
