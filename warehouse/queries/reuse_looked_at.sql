-- A part of the fingerprints looked at, each with the document it is in, as one number.
select (print::ubigint << 32) | (passage_key >> 20)::ubigint as print_and_document
from core.reuse_looked_at
where print % $parts = $part
