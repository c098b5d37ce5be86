-- core.works: one document with the work that it is an edition of. A work is named after its earliest
-- edition, by the day printed, then by the first capture, so that a later edition does not rename it.
with grouped as (
    select d.document_id, coalesce(k.component, d.document_id) as component, c.published_value, d.first_seen_at
    from core.documents d
    join core.contents c using (content_id)
    left join core.work_components k on k.document_id = d.document_id
)
select document_id,
       first_value(document_id) over (
           partition by component
           order by coalesce(published_value, '9999'), first_seen_at, document_id
       ) as work_id
from grouped
