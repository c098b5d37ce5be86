-- The newest changes of pages by kind; a page that its site no longer offers is a change too.
with changes as (
    select kind, document_id, version, changed_at, list(distinct field order by field) as fields
    from curated.changes group by all
    union all
    select 'withdrawn', document_id, version, withdrawn_at, [] from curated.documents where withdrawn_at is not null
)
select c.*, coalesce(d.title, 'Untitled document') as title, d.publisher, d.language
from changes c
join curated.documents d using (document_id)
qualify row_number() over (partition by c.kind order by c.changed_at desc, c.document_id) <= 40
order by c.kind, c.changed_at desc, c.document_id
