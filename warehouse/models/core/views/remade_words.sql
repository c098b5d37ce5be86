-- core.remade_words: one document whose rows in the full-text index are to be made anew, with its words.
-- Which rows these are is asked first, by their ids alone: else the words of all documents are unpacked. They are
-- read in two halves, since one thread reads all that lies in one group of rows (120,000 documents).
with wanted as (
    select known.rowid as row, known.rowid < (select max(rowid) // 2 from core.content_terms) as is_first_half
    from core.content_terms known
    join core.remade using (content_id)
    where is_indexed
),
read as (
    select * from core.content_terms where rowid in (select row from wanted where is_first_half)
    union all
    select * from core.content_terms where rowid in (select row from wanted where not is_first_half)
)
select r.number, t.length / r.average_length as length, t.terms, t.frequencies
from read t
join core.remade r using (content_id)
where r.is_indexed
