-- Text reuse, second step when nothing was known before: all fingerprints are looked at, and of these, those of
-- more than one document: the others say nothing.
insert into core.reuse_prints select print, passage_key from core.reuse_arrived;
insert into core.reuse_documents
select document_id, document_key, content_id, published_value, first_seen_at
from core.reuse_changed;

create or replace table core.reuse_touched_prints (print uinteger);

create or replace table core.reuse_shared_prints as
select print
from core.reuse_arrived
group by print
having min(passage_key >> 20) <> max(passage_key >> 20);
