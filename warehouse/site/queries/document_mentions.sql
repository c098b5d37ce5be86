-- What documents of a range of ids name: kind and id as in the addresses of the pages, most named first.
select document_id, kind, id, mention_count, surface from (
    select document_id, 'organisations' as kind, organisation_id as id, mention_count, surface
    from curated.organisation_mentions where document_id between $first and $last
    union all
    select document_id, 'countries', country_code, mention_count, surface
    from curated.country_mentions where document_id between $first and $last
    union all
    select document_id, 'instruments', instrument_id, mention_count, surface
    from curated.instrument_mentions where document_id between $first and $last
    union all
    select document_id, 'topics', topic_id, mention_count, surface
    from curated.topic_mentions where document_id between $first and $last
)
order by document_id, kind, mention_count desc, id
