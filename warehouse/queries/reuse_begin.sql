-- Text reuse, second step when nothing was known before: all fingerprints are looked at.
drop table core.reuse_prints;
alter table core.reuse_arrived rename to reuse_prints;
insert into core.reuse_documents
select document_id, document_key, content_id, published_value, first_seen_at
from core.reuse_changed;

create or replace table core.reuse_touched_prints (print uinteger);

create or replace view core.reuse_looked_at as
select print, passage_key from core.reuse_prints;
