-- name: bodies_distinct
-- severity: warning
-- protects: a reader that takes a banner or a menu for the text, the same on page after page
-- expected: no text of twenty words or more is the whole body of four or more works
select source_id, count(distinct work_id) as work_count, min(url) as first_url, left(any_value(body), 100) as beginning
from curated.documents
where word_count >= 20
group by source_id, md5(body)
having count(distinct work_id) >= 4
