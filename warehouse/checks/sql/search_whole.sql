-- name: search_whole
-- severity: fatal
-- protects: documents that no search finds
-- expected: every document is in the full-text index once, and so are the words of its title
select d.document_id, d.title, count(s.document_number) as entry_count
from curated.documents d
left join curated.search_documents s using (document_id)
group by all
having count(s.document_number) <> 1
union all
select d.document_id, d.title, 0
from curated.documents d
join curated.search_documents s using (document_id)
where len(curated.search_words(coalesce(d.title, ''))) > 0
  and s.document_number not in (select document_number from curated.search_postings)
