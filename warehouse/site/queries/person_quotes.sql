-- The newest quotes of each person.
select q.speaker_id, q.text, q.role, q.said_on, q.language, q.document_id,
    coalesce(d.title, 'Untitled document') as title, d.language as document_language
from curated.quotes q
join curated.documents d using (document_id)
where q.speaker_id is not null
qualify row_number() over (partition by q.speaker_id order by q.said_on desc nulls last, q.quote_id) <= 60
order by q.speaker_id, q.said_on desc nulls last, q.quote_id
