-- name: captures_unread
-- severity: fatal
-- protects: a reader that breaks on a source's pages, so that its documents go missing one night after another
-- expected: at most 5 % of a source's readable captures could not be read (a single one is no reason)
with judged as (
    select c.source_id, c.url,
        c.capture_id in (select capture_id from ops.issues where code = 'read_failure') as is_unread
    from raw.captures c
    where c.verdict = 'ok'
)
select source_id, count(*) as capture_count, count(*) filter (where is_unread) as unread_count,
    min(url) filter (where is_unread) as first_url
from judged
group by source_id
having count(*) filter (where is_unread) > greatest(1, 0.05 * count(*))
