-- The roles of each person as documents state them, with the first and the last day.
select person_id, role, organisation_id, min(stated_on) as first_on, max(stated_on) as last_on,
    count(distinct document_id) as document_count
from curated.roles
group by all
order by person_id, last_on desc nulls last, role, organisation_id
