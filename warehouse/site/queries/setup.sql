-- Which document has to do with which thing, over all kinds: what the pages of things are made from.
create or replace temp table named as
select document_id, 'organisations' as kind, organisation_id as id, mention_count from curated.organisation_mentions
union all
select document_id, 'countries', country_code, mention_count from curated.country_mentions
union all
select document_id, 'instruments', instrument_id, mention_count from curated.instrument_mentions
union all
select document_id, 'topics', topic_id, mention_count from curated.topic_mentions
union all
select document_id, 'people', person_id, count(*) from (
    select document_id, person_id from curated.roles
    union all
    select document_id, speaker_id from curated.quotes where speaker_id is not null
)
group by document_id, person_id;
-- The same in numbers, for what compares each thing with each other.
create or replace temp table things as
select row_number() over (order by kind, id)::integer as number, kind, id from (select distinct kind, id from named);
create or replace temp table named_in_numbers as
select dense_rank() over (order by n.document_id)::integer as document, t.number
from named n
join things t on t.kind = n.kind and t.id = n.id
