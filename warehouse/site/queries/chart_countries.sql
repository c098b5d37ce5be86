-- The countries that most documents name.
select name, document_count::integer as documents
from curated.countries
where document_count > 0
order by documents desc, name
limit 25
