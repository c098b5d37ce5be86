-- curated.publications: one publication page, with its record and its file.
with said as (
    -- What rules found under these names, for pages whose record is not a table.
    select f.content_id,
        min(f.value) filter (f.name = 'isbn') as isbn, min(f.value) filter (f.name = 'issn') as issn,
        min(f.value) filter (f.name = 'doi') as doi, min(f.value) filter (f.name = 'series') as series,
        min(f.value) filter (f.name = 'publisher_place') as publisher_place,
        min(f.value) filter (f.name = 'page_count') as page_count
    from core.fields f
    join core.documents d using (content_id)
    where f.is_winner and f.name in ('isbn', 'issn', 'doi', 'series', 'publisher_place', 'page_count')
    group by f.content_id
),
main_file as (
    -- The first PDF of the page, else its first file.
    select f.content_id, f.url, f.byte_count, f.target_document_id
    from core.files f
    join core.documents d using (content_id)
    qualify row_number() over (
        partition by f.content_id
        order by not (f.url ilike '%.pdf%' or coalesce(f.media_type, '') = 'application/pdf'), f.ordinal
    ) = 1
),
payloads as (
    select document_id, arg_max(payload_sha256, (captured_at, capture_id)) as payload_sha256,
           arg_max(byte_count, (captured_at, capture_id)) as byte_count
    from raw.captures
    where verdict = 'ok' and content_type ilike '%pdf%'
    group by document_id
),
lengths as (
    select d.document_id, count(*) as passage_count
    from core.passages p
    join core.documents d using (content_id)
    where p.kind not in ('kicker', 'title', 'summary')
    group by d.document_id
)
select
    d.document_id, c.title, c.authors, c.publication_type,
    coalesce(map_extract(c.identifiers, 'isbn')[1], said.isbn, core.labelled(c.record, ['isbn'])) as isbn,
    coalesce(map_extract(c.identifiers, 'issn')[1], said.issn, core.labelled(c.record, ['issn'])) as issn,
    coalesce(map_extract(c.identifiers, 'doi')[1], said.doi, core.labelled(c.record, ['doi'])) as doi,
    coalesce(said.series, core.labelled(c.record, ['series', 'collection', 'serie'])) as series,
    core.first_day(c.published_value) as published_on,
    coalesce(said.publisher_place, core.labelled(c.record, ['place', 'place of publication']), c.place)
        as publisher_place,
    try_cast(regexp_extract(
        coalesce(said.page_count, core.labelled(c.record, ['pages', 'number of pages', 'extent'])), '(\d+)', 1
    ) as integer) as page_count,
    c.language, c.summary as abstract, m.url as file_url, coalesce(p.byte_count, m.byte_count) as file_bytes,
    p.payload_sha256 as file_sha256, coalesce(f.passage_count, own.passage_count, 0) as text_passages
from core.documents d
join core.contents c using (content_id)
left join said on said.content_id = d.content_id
left join main_file m on m.content_id = d.content_id
left join payloads p on p.document_id = m.target_document_id
left join lengths f on f.document_id = m.target_document_id
left join lengths own on own.document_id = d.document_id
where c.document_type = 'publication'
