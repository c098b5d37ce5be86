-- Earlier versions of documents of a range of ids, newest first.
select document_id, version, valid_from, valid_to, title
from curated.earlier_versions
where document_id between $first and $last
order by document_id, version desc
