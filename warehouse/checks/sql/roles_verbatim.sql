-- name: roles_verbatim
-- severity: fatal
-- protects: an office that nobody printed beside the person's name
-- expected: every role stands word for word at its span in its passage, also in the released passages
select r.document_id, r.person_id, r.role, r.surface, 'core' as layer,
    substring(p.text, r."start" + 1, r."end" - r."start") as found
from core.roles r
left join core.passages p on p.content_id = r.content_id and p.passage_id = r.passage_id
where substring(p.text, r."start" + 1, r."end" - r."start") is distinct from r.surface
union all
select r.document_id, r.person_id, r.role, r.surface, 'curated', p.text
from curated.roles r
left join curated.passages p on p.passage_id = r.passage_id
where not coalesce(contains(p.text, r.surface), false)
