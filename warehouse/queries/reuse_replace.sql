-- Text reuse, second step of a night: put what arrived in the place of what left. Looked at anew are the
-- fingerprints of both.
create or replace table core.reuse_touched_prints as
select print from core.reuse_arrived
union
select print from core.reuse_prints where (passage_key >> 20) in (select old_key from core.reuse_changed);

delete from core.reuse_prints where (passage_key >> 20) in (select old_key from core.reuse_changed);
insert into core.reuse_prints select print, passage_key from core.reuse_arrived;
delete from core.reuse_documents where document_key in (select old_key from core.reuse_changed);
insert into core.reuse_documents
select document_id, document_key, content_id, published_value, first_seen_at
from core.reuse_changed
where content_id is not null;

create or replace view core.reuse_looked_at as
select print, passage_key from core.reuse_prints semi join core.reuse_touched_prints using (print);
