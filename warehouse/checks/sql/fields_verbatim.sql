-- name: fields_verbatim
-- severity: fatal
-- protects: evidence that shows other words than those a value was read from
-- expected: every field that names a passage has its words there, word for word
select f.document_id, f.name, f.rule, f.surface, f."start", f."end",
    substring(p.text, f."start" + 1, f."end" - f."start") as found
from core.fields f
left join core.passages p on p.content_id = f.content_id and p.passage_id = f.passage_id
where f.passage_id is not null
  and substring(p.text, f."start" + 1, f."end" - f."start") is distinct from coalesce(f.surface, f.value)
