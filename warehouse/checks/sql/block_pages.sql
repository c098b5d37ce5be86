-- name: block_pages
-- severity: fatal
-- protects: a block page, an error page or a challenge that came with status 200 and was filed as a document
-- expected: no document is titled like one
-- Titles of such pages: "Access Denied", "Just a moment...", "Attention Required! | Cloudflare", "403 Forbidden",
-- "Page not found | UN Women", "Request Rejected".
select document_id, source_id, title, url
from curated.documents
where regexp_matches(
    lower(trim(title)),
    '^(access denied|just a moment\W*$|attention required! |request (rejected|blocked)|are you a robot'
    || '|page not found|service unavailable|error [45]\d\d\b|[45]\d\d$'
    || '|[45]\d\d\W+(forbidden|not found|gone|too many requests|internal server|bad gateway|service unav))'
)
