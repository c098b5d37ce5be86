-- Dated documents of each thing by year.
select n.kind || '/' || n.id as entity, year(d.published_on) as year, count(*) as document_count
from named n
join curated.documents d using (document_id)
where d.published_on is not null
group by all
order by entity, year
