-- core.document_states: one document with the state of all that its rows in the public tables are made from, as
-- numbers: equal numbers, equal rows. content_state is what it says, in this and earlier versions, and which of the
-- documents it points to are held; seen_state is when it was seen. number is its number in the full-text index:
-- documents that come later have later numbers, so that those of the others stay. average_length is that of all.
with versions as (
    select v.document_id, sum(hash(v.version, v.content_id, v.valid_from, v.valid_to, c.detail_hash, c.run_id)) as state
    from core.versions v
    join core.contents c using (content_id)
    group by v.document_id
),
targets as (
    select t.content_id, sum(hash(t.target_document_id)) as state
    from (
        select content_id, target_document_id from core.links
        union
        select content_id, target_document_id from core.files
        union
        select content_id, target_document_id from core.translations
    ) t
    join core.documents held on held.document_id = t.target_document_id
    group by t.content_id
),
disputes as (
    select capture_id, sum(hash(field, message)) as state
    from ops.issues
    where stage = 'read' and code like 'contradiction.%'
    group by capture_id
),
-- The average length of a document counts in steps of a ninth, so that a night does not move the weight of each word.
average as (
    select pow(2, round(log2(greatest(avg(m.length), 1)) * 8) / 8) as length
    from core.content_terms m
    join core.documents d using (content_id)
),
licences as (
    select source_id, sum(hash(licence, from_date, ordinal)) as state from ops.licences group by source_id
)
select d.document_id, d.content_id, hash(d.content_id, v.state, w.work_id, t.state, i.state) as content_state,
       hash(d.version, d.first_seen_at, d.last_seen_at, d.last_changed_at, d.withdrawn_at, l.state) as seen_state,
       row_number() over (order by d.first_seen_at, d.document_id)::integer as number, coalesce(m.length, 0) as length,
       a.length as average_length
from core.documents d
cross join average a
join core.contents c using (content_id)
join core.works w on w.document_id = d.document_id
join versions v on v.document_id = d.document_id
left join targets t on t.content_id = d.content_id
left join disputes i on i.capture_id = c.capture_id
left join licences l on l.source_id = c.source_id
left join core.content_terms m on m.content_id = d.content_id
