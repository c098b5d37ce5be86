-- Text reuse, first step: which documents arrived, left or moved in time since the last time, and the fingerprints
-- of those that are there now.
--
-- Each passage is compared with the earliest and with the next earlier one that has the same fingerprint, so that
-- the number of comparisons grows with the number of fingerprints and not with its square. So a passage that comes
-- or goes touches the neighbours by its own fingerprints and no others: those fingerprints are looked at anew.
-- Statement by statement, not in one transaction: the planner must know how large each table is.
create or replace table core.reuse_changed as
with current_documents as (
    select d.document_id, d.content_id, c.published_value, d.first_seen_at
    from core.documents d
    join core.contents c using (content_id)
)
select n.*, o.document_key as old_key,
       ((select coalesce(max(document_key), 0) from core.reuse_documents) + row_number() over ())::integer as document_key
from current_documents n
full join core.reuse_documents o using (document_id)
where (n.content_id, n.published_value, n.first_seen_at)
      is distinct from (o.content_id, o.published_value, o.first_seen_at);

create or replace table core.reuse_arrived as
select unnest(s.fingerprints) as print, (c.document_key::bigint << 20) + p.ordinal as passage_key
from core.reuse_changed c
join core.passage_signatures s on s.content_id = c.content_id
join core.passages p on p.content_id = s.content_id and p.passage_id = s.passage_id;
