-- passages of the site's database: all of an open document; of another one its head and headings, and the
-- beginnings of the passages that a quotation, an agreement or a role stands in.
with stated as (
    select passage_id from release.curated.quotes
    union
    select passage_id from release.curated.agreements
    union
    select passage_id from release.curated.roles
)
select p.* replace (
    case when o.document_id is null and p.kind not in ('kicker', 'title', 'summary', 'heading')
         then shortened(p.text) else p.text end as text
)
from release.curated.passages p
left join open_documents o using (document_id)
where o.document_id is not null
   or p.kind in ('kicker', 'title', 'summary', 'heading')
   or p.passage_id in (from stated)
order by p.document_id, p.ordinal
