-- earlier_versions of the site's database: the text stays only where the licence lets it be printed.
select v.* replace (case when o.document_id is not null then v.body end as body)
from release.curated.earlier_versions v
left join open_documents o using (document_id)
order by v.document_id, v.version
