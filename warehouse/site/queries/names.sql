-- Everything that can have a page, with its name and whether it has one.
select 'organisations' as kind, organisation_id as id, name as label,
    document_count > 0
        or organisation_id in (select organisation_id from curated.roles)
        or organisation_id in (select unnest(parties) from curated.agreements) as has_page
from curated.organisations
union all
select 'people', person_id, name, true from curated.people
union all
select 'countries', country_code, name, document_count > 0 from curated.countries
union all
select 'instruments', instrument_id,
    case when title is null or title = code then code else code || ' ' || title end, document_count > 0
from curated.instruments
union all
select 'topics', topic_id, label_en, true from curated.topics
order by kind, id
