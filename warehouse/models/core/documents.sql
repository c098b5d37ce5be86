-- core.documents: one document with its current version. Listings, feeds and sitemaps are not documents.
-- A document is withdrawn when a complete walk of its source missed it and nothing has shown it since.
select v.document_id, v.content_id, v.version, v.first_seen_at, v.last_seen_at, v.valid_from as last_changed_at,
       w.withdrawn_at
from core.versions v
join core.contents c using (content_id)
left join (
    select document_id, min(withdrawn_at) as withdrawn_at from core.withdrawals group by document_id
) w on w.document_id = v.document_id and w.withdrawn_at > v.last_seen_at
where v.valid_to is null and c.document_type <> 'listing'
