-- The records of publications of a range of ids.
select document_id, authors, publication_type, isbn, issn, doi, series, page_count, file_url, file_bytes
from curated.publications where document_id between $first and $last
order by document_id
