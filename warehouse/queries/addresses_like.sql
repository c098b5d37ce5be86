-- Up to five addresses that hold a piece of text, for a helpful error.
select url
from curated.documents
where contains(lower(url), lower($part))
order by url
limit 5
