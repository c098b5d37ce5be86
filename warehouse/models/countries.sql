-- curated.countries: one country by its ISO 3166-1 alpha-3 code.
select c.country_code, c.name, c.m49_region, count(m.document_id) as document_count
from core.countries c
left join curated.country_mentions m using (country_code)
group by all
