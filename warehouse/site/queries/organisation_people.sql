-- Who is stated to hold a role in each organisation.
select r.organisation_id, r.person_id, p.sort_name, arg_max(r.role, r.stated_on) as role,
    min(r.stated_on) as first_on, max(r.stated_on) as last_on
from curated.roles r
join curated.people p using (person_id)
where r.organisation_id is not null
group by r.organisation_id, r.person_id, p.sort_name
order by r.organisation_id, last_on desc nulls last, p.sort_name
