-- The newest documents of each feed: all, and by publisher, topic and country.
with feeds as (
    select 'all' as feed, document_id from curated.documents
    union all
    select 'publisher/' || publisher, document_id from curated.documents
    union all
    select case kind when 'topics' then 'topic/' else 'country/' end || id, document_id
    from named where kind in ('topics', 'countries')
)
select f.feed, d.document_id, coalesce(d.title, 'Untitled document') as title, d.summary, d.publisher, d.language,
    d.published_on, d.last_changed_at, d.document_type, d.url,
    coalesce(t.topics, []) as topics
from feeds f
join curated.documents d using (document_id)
left join (
    select document_id, list(topic_id order by topic_id) as topics from curated.topic_mentions group by all
) t using (document_id)
qualify row_number() over (partition by f.feed order by d.last_changed_at desc, d.published_on desc nulls last,
    d.document_id) <= 40
order by f.feed, d.last_changed_at desc, d.published_on desc nulls last, d.document_id
