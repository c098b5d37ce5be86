-- documents of the site's database: the text stays only where the licence lets it be printed.
select d.* replace (case when o.document_id is not null then d.body end as body)
from release.curated.documents d
left join open_documents o using (document_id)
order by d.document_id
