-- What changed on documents of a range of ids, newest version first.
select document_id, version, changed_at, field, kind, "before", "after"
from curated.changes
where document_id between $first and $last
order by document_id, version desc, ordinal
