-- curated.roles: one role of a person at an organisation as one document states it.
select r.role_id, r.person_id, r.document_id, r.role, r.organisation_id,
       core.first_day(c.published_value) as stated_on, r.passage_id, r.surface
from core.roles r
join core.remade_contents d using (content_id)
join core.contents c using (content_id)
