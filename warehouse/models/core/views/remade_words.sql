-- core.remade_words: one document whose rows in the full-text index are to be made anew, with its words.
-- Which rows these are is asked first, by their ids alone: else the words of all documents are unpacked.
select r.number, t.length / r.average_length as length, t.terms, t.frequencies
from core.content_terms t
join core.remade r using (content_id)
where r.is_indexed
  and t.rowid in (
      select known.rowid from core.content_terms known join core.remade wanted using (content_id) where wanted.is_indexed
  )
