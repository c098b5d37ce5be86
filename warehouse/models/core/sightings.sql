-- core.sightings: one capture that showed a document, with the content that it showed.
-- A capture that was read says so itself; a 304 or an identical payload shows what the last capture of the
-- same address with that payload showed.
with reads as (
    select r.document_id, r.content_id, r.captured_at, c.document_id as address_id, c.payload_sha256
    from core.readings r
    join raw.captures c using (capture_id)
)
select document_id, captured_at, capture_id, content_id
from core.readings
union all
select reads.document_id, c.captured_at, c.capture_id,
       arg_max(reads.content_id, (reads.captured_at, reads.content_id)) as content_id
from raw.captures c
join reads on reads.address_id = c.document_id and reads.payload_sha256 = c.payload_sha256
          and reads.captured_at <= c.captured_at
where c.verdict in ('not_modified', 'unchanged')
group by all
