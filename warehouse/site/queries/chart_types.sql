-- Documents by year and type, in the 18 years up to the newest.
select document_type as name, year(published_on) as year, count(*)::integer as documents
from curated.documents
where year(published_on) > (select year(max(published_on)) from curated.documents) - 18
group by all
order by name, year
