-- changes of the site's database: the words before and after, in short where the licence asks for it.
select c.* replace (
    case when o.document_id is null then shortened(c.before) else c.before end as before,
    case when o.document_id is null then shortened(c.after) else c.after end as after
)
from release.curated.changes c
left join open_documents o using (document_id)
order by c.document_id, c.version, c.ordinal
