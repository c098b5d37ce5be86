-- name: quotes_verbatim
-- severity: fatal
-- protects: words put into somebody's mouth: a quote that the page does not print as it is released
-- expected: every quote, its continuations and its speaker stand word for word at their spans, and its text
--   is these words and no others
with spans as (
    select content_id, document_id, quote_id, 'quote' as part, passage_id, "start", "end", surface from core.quotes
    union all
    select content_id, document_id, quote_id, 'speaker', speaker_passage_id, speaker_start, speaker_end, speaker_surface
    from core.quotes where speaker_surface is not null
    union all
    select content_id, document_id, quote_id, 'continuation', c.passage_id, c."start", c."end", c.surface
    from (select content_id, document_id, quote_id, unnest(continues) as c from core.quotes)
),
pieces as (
    select document_id, quote_id, text,
        concat_ws(' ', surface, list_aggregate(list_transform(continues, lambda c: c.surface), 'string_agg', ' ')) as said
    from core.quotes
)
select s.document_id, s.quote_id, s.part, s.surface as expected,
    substring(p.text, s."start" + 1, s."end" - s."start") as found
from spans s
left join core.passages p on p.content_id = s.content_id and p.passage_id = s.passage_id
where substring(p.text, s."start" + 1, s."end" - s."start") is distinct from s.surface
union all
select document_id, quote_id, 'text', text, said from pieces
where regexp_replace(text, '\s+', '', 'g') <> regexp_replace(said, '\s+', '', 'g')
union all
select q.document_id, q.quote_id, 'released text', q.text, c.text
from curated.quotes q
left join (select quote_id, any_value(text) as text from core.quotes group by quote_id, text) c
    on c.quote_id = q.quote_id and c.text = q.text
where c.quote_id is null
