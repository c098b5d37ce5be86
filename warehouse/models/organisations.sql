-- curated.organisations: one organisation of the vocabulary, or named by a document though not in it.
with mentioned as (
    select m.organisation_id, sum(m.mention_count)::bigint as mention_count, count(*) as document_count,
           min(core.first_day(c.published_value)) as first_mentioned_on,
           max(core.first_day(c.published_value)) as last_mentioned_on
    from curated.organisation_mentions m
    join core.documents d using (document_id)
    join core.contents c using (content_id)
    group by m.organisation_id
),
found as (
    select m.entity_id as organisation_id, min(m.name) as name
    from core.mentions m join core.documents using (content_id)
    where m.kind = 'organisation'
    group by m.entity_id
    union all
    select organisation_id, null from core.roles where organisation_id is not null
    union all
    select organisation_id, null from core.quotes where organisation_id is not null
    union all
    select party, null
    from (select unnest(parties) as party from core.agreements join core.documents using (content_id))
    where party not in (select country_code from core.countries)
),
known as (
    select organisation_id, name, acronym, kind, parent_id, succeeded_by, description from core.organisations
    union all
    select organisation_id, coalesce(min(name), organisation_id), null, 'other', null, null, null
    from found
    where organisation_id not in (select organisation_id from core.organisations)
    group by organisation_id
)
select k.organisation_id, k.name, k.acronym, k.kind, k.parent_id, k.succeeded_by, k.description,
       coalesce(m.mention_count, 0) as mention_count, coalesce(m.document_count, 0) as document_count,
       m.first_mentioned_on, m.last_mentioned_on
from known k
left join mentioned m using (organisation_id)
