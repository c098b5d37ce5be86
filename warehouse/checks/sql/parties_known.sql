-- name: parties_known
-- severity: fatal
-- protects: an agreement with a party that no list of organisations or countries knows
-- expected: every party of an agreement is an organisation_id or a country_code
select a.agreement_id, a.document_id, a.party
from (select agreement_id, document_id, unnest(parties) as party from curated.agreements) a
where not exists (select 1 from curated.organisations o where o.organisation_id = a.party)
  and not exists (select 1 from curated.countries c where c.country_code = a.party)
