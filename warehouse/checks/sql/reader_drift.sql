-- name: reader_drift
-- severity: warning
-- protects: a site that changed its markup, so that its own reader no longer fits and the generic one steps in
-- expected: at most 1 % of the current documents of a site generation were read by the generic reader
select site_generation, count(*) as document_count,
    count(*) filter (where reader = 'generic') as generic_count,
    min(url) filter (where reader = 'generic') as first_url
from curated.documents
where withdrawn_at is null and site_generation <> 'unknown'
group by site_generation
having count(*) filter (where reader = 'generic') > 0.01 * count(*)
