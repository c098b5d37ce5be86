-- The words of the documents that are made anew, each once, with the number that the full-text index knows it by.
-- A word that no document has any more stays: nothing asks for it. Grouped by number, as texts are slow to group.
insert into core.words
select term_id, any_value(term) as term
from (select (hash(term) >> 1)::bigint as term_id, term from (select unnest(terms) as term from core.remade_words))
group by term_id
having term_id not in (select term_id from core.words)
