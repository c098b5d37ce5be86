-- What a line of results shows, in the order of the numbers.
select n.number, d.document_id, coalesce(d.title, 'Untitled document') as title, d.published_on, d.published_precision,
    d.document_type, d.publisher, d.language, d.summary, d.withdrawn_at is not null as is_withdrawn
from numbered n
join curated.documents d using (document_id)
order by n.number
