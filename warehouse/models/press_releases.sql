-- curated.press_releases: one press release, with what it names.
with quoted as (
    select document_id, count(*) as quote_count from curated.quotes group by document_id
),
people as (
    select r.document_id, list_sort(list(distinct p.name)) as people
    from (
        select document_id, person_id from curated.roles
        union
        select document_id, speaker_id from curated.quotes where speaker_id is not null
        union
        select m.document_id, m.entity_id
        from core.mentions m join core.documents using (content_id) where m.kind = 'person'
    ) r
    join curated.people p using (person_id)
    group by r.document_id
),
organisations as (
    select document_id, list_sort(list(organisation_id)) as organisations
    from curated.organisation_mentions group by document_id
),
countries as (
    select document_id, list_sort(list(country_code)) as countries
    from curated.country_mentions group by document_id
),
instruments as (
    select document_id, list_sort(list(instrument_id)) as instruments
    from curated.instrument_mentions group by document_id
),
topics as (
    select document_id, list_sort(list(topic_id)) as topics from curated.topic_mentions group by document_id
)
select d.document_id, d.title, d.summary as standfirst, d.published_on, c.dateline_place, c.dateline_agency,
       d.publisher, d.language, coalesce(q.quote_count, 0) as quote_count, coalesce(p.people, []) as people,
       coalesce(o.organisations, []) as organisations, coalesce(n.countries, []) as countries,
       coalesce(i.instruments, []) as instruments, coalesce(t.topics, []) as topics, d.url
from curated.documents d
join core.documents cd using (document_id)
join core.contents c on c.content_id = cd.content_id
left join quoted q on q.document_id = d.document_id
left join people p on p.document_id = d.document_id
left join organisations o on o.document_id = d.document_id
left join countries n on n.document_id = d.document_id
left join instruments i on i.document_id = d.document_id
left join topics t on t.document_id = d.document_id
where d.document_type = 'press_release'
