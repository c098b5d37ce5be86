-- curated.earlier_versions: one version of a document that a later one has replaced, with its values.
with earlier as (
    select v.* from core.versions v join core.round_contents d using (document_id) where v.valid_to is not null
),
bodies as (
    select p.content_id,
        array_to_string(list_transform(
            list_sort(list({'ordinal': p.ordinal, 'text': p.text})), lambda passage: passage.text
        ), chr(10) || chr(10)) as body
    from core.passages p
    where p.kind not in ('kicker', 'title', 'summary') and p.content_id in (select content_id from earlier)
    group by p.content_id
),
named as (
    select m.content_id, list_sort(list(distinct m.entity_id) filter (m.kind = 'organisation')) as organisations,
           list_sort(list(distinct m.entity_id) filter (m.kind = 'country')) as countries,
           list_sort(list(distinct m.entity_id) filter (m.kind = 'instrument')) as instruments,
           list_sort(list(distinct m.entity_id) filter (m.kind = 'topic')) as topics
    from core.mentions m
    where m.content_id in (select content_id from earlier)
    group by m.content_id
),
said as (
    select q.content_id, list({'text': q.text, 'speaker_id': q.speaker_id, 'speaker_name': q.speaker_name}
                              order by q.passage_ordinal, q."start", q.quote_id) as quotes
    from core.quotes q
    where q.content_id in (select content_id from earlier)
    group by q.content_id
)
select v.document_id, v.version, v.valid_from, v.valid_to, c.document_type, c.title, c.kicker, c.summary, c.language,
       core.first_day(c.published_value) as published_on, c.published_precision, coalesce(b.body, '') as body,
       c.capture_id, coalesce(n.organisations, []) as organisations, coalesce(n.countries, []) as countries,
       coalesce(n.instruments, []) as instruments, coalesce(n.topics, []) as topics, coalesce(s.quotes, []) as quotes
from earlier v
join core.contents c on c.content_id = v.content_id
left join bodies b on b.content_id = v.content_id
left join named n on n.content_id = v.content_id
left join said s on s.content_id = v.content_id
