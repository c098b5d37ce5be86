-- The other editions of the works of documents of a range of ids.
select d.document_id, e.document_id as edition_id, e.title, e.language, e.published_on, e.published_precision,
    e.publisher, e.site_generation, e.document_type
from curated.documents d
join curated.documents e on e.work_id = d.work_id and e.document_id <> d.document_id
where d.document_id between $first and $last
order by d.document_id, e.language, e.published_on, e.document_id
