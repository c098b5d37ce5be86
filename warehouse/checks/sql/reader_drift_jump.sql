-- name: reader_drift_jump
-- severity: fatal
-- needs: previous
-- protects: a night on which a site came in new markup and the generic reader quietly took its pages over
-- expected: the share of a site generation's documents read by the generic reader rose by at most 10 points
--   since the last good release (fewer than five documents are no jump)
with now as (
    select site_generation, avg((reader = 'generic')::integer) as generic_share,
        count(*) filter (where reader = 'generic') as generic_count,
        min(url) filter (where reader = 'generic') as first_url
    from curated.documents
    where site_generation <> 'unknown' and withdrawn_at is null
    group by site_generation
),
before as (
    select site_generation, avg((reader = 'generic')::integer) as generic_share
    from previous.curated.documents
    where withdrawn_at is null
    group by site_generation
)
select site_generation, round(before.generic_share, 3) as share_before, round(now.generic_share, 3) as share_now,
    generic_count, first_url
from now join before using (site_generation)
where now.generic_share > before.generic_share + 0.10 and generic_count >= 5
