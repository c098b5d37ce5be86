-- name: versions_in_line
-- severity: fatal
-- protects: a history with holes or overlaps, that answers "what did it say on that day" twice or not at all
-- expected: versions count from 1 without gaps, and each is valid until the next begins
with line as (
    select document_id, version, valid_from, valid_to from curated.earlier_versions
    union all
    select document_id, version, last_changed_at, null from curated.documents
),
steps as (
    select *, lead(valid_from) over in_line as next_from, row_number() over in_line as place
    from line
    window in_line as (partition by document_id order by version)
)
select document_id, version, place, valid_from, valid_to, next_from
from steps
where version <> place or valid_to is distinct from next_from or valid_from > coalesce(valid_to, valid_from)
