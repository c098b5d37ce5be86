-- Numbers the documents for the search of the site: newest first, so that a list of numbers is in the order of lists.
create or replace temp table numbered as
select document_id, (row_number() over (order by published_on desc nulls last, document_id) - 1)::integer as number
from curated.documents
