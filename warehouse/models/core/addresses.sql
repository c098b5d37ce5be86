-- core.addresses: one spelling of an address and the document that it led to.
select c.url, coalesce(r.document_id, c.document_id) as document_id, min(c.captured_at) as first_seen_at,
       max(c.captured_at) as last_seen_at
from raw.captures c
left join core.readings r using (capture_id)
where c.verdict in ('ok', 'not_modified', 'unchanged')
group by all
union
select url, document_id, min(captured_at), max(captured_at)
from core.contents
where url not in (select url from raw.captures)
group by all
