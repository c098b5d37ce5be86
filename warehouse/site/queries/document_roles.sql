-- People with the roles that documents of a range of ids state.
select r.document_id, r.person_id, r.role, r.organisation_id
from curated.roles r
join curated.people n using (person_id)
where r.document_id between $first and $last
order by r.document_id, n.sort_name, r.role, r.organisation_id
