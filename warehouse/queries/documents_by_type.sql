-- How many documents of each type are published.
select document_type as name, count(*) as row_count from curated.documents group by all order by row_count desc, name
