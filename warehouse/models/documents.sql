-- curated.documents: one document (a canonical address) in its current version.
with bodies as (
    select p.content_id,
        -- Twice as fast as an aggregate of texts in order, with a quarter of the memory.
        array_to_string(list_transform(
            list_sort(list({'ordinal': p.ordinal, 'text': p.text}) filter (p.kind not in ('kicker', 'title', 'summary'))),
            lambda passage: passage.text
        ), chr(10) || chr(10)) as body,
        coalesce(sum(p.word_count) filter (p.kind not in ('kicker', 'title', 'summary')), 0)::bigint as word_count
    from core.passages p
    join core.round_documents d using (content_id)
    group by p.content_id
),
licences as (
    select c.content_id, arg_max(l.licence, (coalesce(l.from_date, date '0001-01-01'), -l.ordinal)) as licence
    from core.contents c
    join ops.licences l on l.source_id = c.source_id
     and (l.from_date is null or coalesce(c.published_value, '') >= l.from_date::varchar)
    group by c.content_id
)
select
    d.document_id, w.work_id, c.source_id, c.publisher, c.site_generation, c.document_type, c.title, c.kicker,
    c.summary, c.language, core.first_day(c.published_value) as published_on,
    c.published_precision, coalesce(c.place, c.dateline_place, c.city) as place,
    -- The country of the place that is shown; where that line leaves it open, the next place that is known.
    coalesce(c.place_country_code, c.dateline_country_code, c.event_country_code) as country_code, c.url,
    'https://web.archive.org/web/' || strftime(c.captured_at, '%Y%m%d%H%M%S') || '/' || k.url as archive_url,
    c.capture_id, l.licence, coalesce(b.body, '') as body, coalesce(b.word_count, 0) as word_count, c.is_joint,
    d.version, d.first_seen_at, d.last_seen_at, d.last_changed_at, d.withdrawn_at, c.reader, c.reader_version,
    c.run_id
from core.round_documents d
join core.contents c using (content_id)
-- The archive knows the address as it was asked; the canonical one of a WCMS page was never served.
join raw.captures k on k.capture_id = c.capture_id
join core.works w on w.document_id = d.document_id
left join bodies b on b.content_id = d.content_id
left join licences l on l.content_id = d.content_id
