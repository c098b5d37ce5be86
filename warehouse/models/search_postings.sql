-- curated.search_postings: one word of one document. weight is its part of BM25 (k1 = 1.2, b = 0.75) without
-- the rarity of the word, so that a search only adds up.
select term, number as document_number, frequency::integer as frequency,
       (frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length)))::float as weight
from temp.new_words
-- In the order of the release: what is sorted is smaller, and quick to sort again.
order by term, document_number
