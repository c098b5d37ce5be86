-- Documents by year and type.
select document_type as name, year(published_on) as year, count(*)::integer as documents
from curated.documents
where published_on is not null
group by all
order by name, year
