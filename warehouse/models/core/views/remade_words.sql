-- core.remade_words: one document whose rows in the full-text index are to be made anew, with its words.
select r.number, t.length / r.average_length as length, t.terms, t.frequencies
from core.content_terms t
join core.remade r using (content_id)
where r.is_indexed
