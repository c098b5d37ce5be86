-- core.reuse_passages: one passage of eight words or more in a current version, numbered from the earliest:
-- by the day printed, then by the first capture, then by document and place in it.
select row_number() over (
           order by coalesce(c.published_value, '9999'), d.first_seen_at, d.document_id, p.ordinal
       )::integer as number,
       dense_rank() over (order by d.document_id)::integer as document_number,
       s.passage_id, s.fingerprints
from core.passage_signatures s
join core.documents d using (content_id)
join core.contents c using (content_id)
join core.passages p on p.content_id = s.content_id and p.passage_id = s.passage_id
