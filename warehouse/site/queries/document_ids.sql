-- Every document in the order of the tables.
select document_id from curated.documents order by document_id
