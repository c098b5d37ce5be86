-- name: mentions_verbatim
-- severity: fatal
-- protects: a mention that the page does not hold, or that points at other words than it names
-- expected: every mention stands word for word at its span in its passage
select m.document_id, m.kind, m.entity_id, m.surface, m."start", m."end",
    substring(p.text, m."start" + 1, m."end" - m."start") as found
from core.mentions m
left join core.passages p on p.content_id = m.content_id and p.passage_id = m.passage_id
where substring(p.text, m."start" + 1, m."end" - m."start") is distinct from m.surface
