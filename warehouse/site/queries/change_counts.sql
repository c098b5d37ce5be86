-- Rows of a release's table of changes by table and kind.
select table_name, kind, count(*) from read_parquet($file) group by all order by all
