-- core.new_words: one word of one document whose rows in the full-text index are to be made anew.
-- Laid out in a temporary table: sorted straight from the lists, words take three times as long.
select r.number, t.length / r.average_length as length, unnest(t.terms) as term, unnest(t.frequencies) as frequency
from core.content_terms t
join core.remade r using (content_id)
where r.is_indexed
