-- Every country.
select country_code as id, name, m49_region, document_count from curated.countries order by name, country_code
