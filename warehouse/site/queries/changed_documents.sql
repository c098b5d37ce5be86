-- The ids of the documents that a release added, changed, removed.
select kind, json_extract_string(row_key, '$.document_id') as id
from read_parquet($file)
where table_name = 'documents'
order by all
