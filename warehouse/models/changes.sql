-- curated.changes: one difference between a version of a document and the version before: a field that has
-- another value, or a passage that came, went or was edited. An edited passage is one that stands where
-- another went: between the same neighbours, in the same place.
with steps as (
    select n.document_id, n.version, n.valid_from as changed_at, o.content_id as old_id, n.content_id as new_id
    from core.versions n
    join core.versions o on o.document_id = n.document_id and o.version = n.version - 1
    join core.remade_contents d on d.document_id = n.document_id
),
fields as (
    select s.document_id, s.version, s.changed_at, 0 as place, unnest([
        {'field': 'title', 'before': o.title, 'after': n.title},
        {'field': 'kicker', 'before': o.kicker, 'after': n.kicker},
        {'field': 'summary', 'before': o.summary, 'after': n.summary},
        {'field': 'document_type', 'before': o.document_type, 'after': n.document_type},
        {'field': 'publication_type', 'before': o.publication_type, 'after': n.publication_type},
        {'field': 'language', 'before': o.language, 'after': n.language},
        {'field': 'published_on', 'before': o.published_value, 'after': n.published_value},
        {'field': 'place', 'before': o.place, 'after': n.place},
        {'field': 'starts_on', 'before': o.event_starts, 'after': n.event_starts},
        {'field': 'ends_on', 'before': o.event_ends, 'after': n.event_ends},
        {'field': 'venue', 'before': o.venue, 'after': n.venue},
        {'field': 'city', 'before': o.city, 'after': n.city},
        {'field': 'programme', 'before': o.programme, 'after': n.programme},
        {'field': 'contact', 'before': o.contact, 'after': n.contact},
        {'field': 'organisers', 'before': array_to_string(o.organisers, '; '),
         'after': array_to_string(n.organisers, '; ')},
        {'field': 'authors', 'before': array_to_string(o.authors, '; '), 'after': array_to_string(n.authors, '; ')}
    ]) as change
    from steps s
    join core.contents o on o.content_id = s.old_id
    join core.contents n on n.content_id = s.new_id
),
old_passages as (
    select s.document_id, s.version, s.changed_at, p.ordinal, p.text,
           count(kept.passage_id) over (partition by s.document_id, s.version order by p.ordinal) as gap,
           kept.passage_id is not null as is_kept
    from steps s
    join core.passages p on p.content_id = s.old_id
    left join core.passages kept on kept.content_id = s.new_id and kept.passage_id = p.passage_id
    where p.kind not in ('kicker', 'title', 'summary')
),
new_passages as (
    select s.document_id, s.version, s.changed_at, p.ordinal, p.text,
           count(kept.passage_id) over (partition by s.document_id, s.version order by p.ordinal) as gap,
           kept.passage_id is not null as is_kept
    from steps s
    join core.passages p on p.content_id = s.new_id
    left join core.passages kept on kept.content_id = s.old_id and kept.passage_id = p.passage_id
    where p.kind not in ('kicker', 'title', 'summary')
),
went as (
    select *, row_number() over (partition by document_id, version, gap order by ordinal) as nth
    from old_passages where not is_kept
),
came as (
    select *, row_number() over (partition by document_id, version, gap order by ordinal) as nth
    from new_passages where not is_kept
),
passages as (
    select coalesce(w.document_id, c.document_id) as document_id, coalesce(w.version, c.version) as version,
           coalesce(w.changed_at, c.changed_at) as changed_at, coalesce(c.ordinal, w.ordinal) + 1 as place,
           'passage' as field, w.text as before, c.text as after
    from went w
    full join came c on c.document_id = w.document_id and c.version = w.version and c.gap = w.gap and c.nth = w.nth
),
changes as (
    select document_id, version, changed_at, place, change.field as field, nullif(change.before, '') as before,
           nullif(change.after, '') as after
    from fields
    union all
    select document_id, version, changed_at, place, field, before, after from passages
)
select document_id, version,
       row_number() over (
           partition by document_id, version order by place, field, before nulls first, after nulls first
       )::integer as ordinal,
       changed_at, field,
       case when before is null then 'added' when after is null then 'removed' else 'changed' end as kind,
       before, after
from changes
where before is distinct from after
