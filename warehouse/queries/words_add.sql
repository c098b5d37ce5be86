-- The words of the documents that are made anew, each once, with the number that the full-text index knows it by.
-- A word that no document has any more stays: nothing asks for it.
insert into core.words
select (hash(term) >> 1)::bigint as term_id, term
from (select unnest(terms) as term from core.remade_words)
group by term
having term_id not in (select term_id from core.words)
