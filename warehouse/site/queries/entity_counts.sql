-- All documents of each thing.
select kind || '/' || id as entity, count(*) as document_count from named group by all order by all
