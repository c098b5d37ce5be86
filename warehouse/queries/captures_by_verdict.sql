-- How many captures have each verdict.
select verdict as name, count(*) as row_count from raw.captures group by all order by row_count desc, name
