-- curated.search_postings: one word of one document. weight is its part of BM25 (k1 = 1.2, b = 0.75) without
-- the rarity of the word, so that a search only adds up. term_id is a hash: numbers need no dictionary, are quick to
-- sort, and the same whichever night a word came. Rows lie document by document here, so that a night touches the
-- blocks of what changed; the release sorts them by word.
-- The numbers are held in memory between, as only from there several threads write the rows.
with numbered as materialized (
    select list_transform(terms, lambda term: (hash(term) >> 1)::bigint) as term_ids, number, frequencies, length
    from core.remade_words
),
words as (
    select unnest(term_ids) as term_id, number as document_number, unnest(frequencies)::integer as frequency, length
    from numbered
)
select term_id, document_number, frequency,
       (frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length)))::float as weight
from words
