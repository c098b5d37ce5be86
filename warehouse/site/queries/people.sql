-- Every person.
select person_id as id, name, sort_name, mention_count, quote_count, first_mentioned_on, last_mentioned_on
from curated.people
order by sort_name, person_id
