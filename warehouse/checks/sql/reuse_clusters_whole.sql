-- name: reuse_clusters_whole
-- severity: fatal
-- protects: a chain of reuse without its beginning, or of one passage alone
-- expected: a cluster has at least two passages, one of them the earliest, by whose name it goes
select cluster_id, count(*) as passage_count, count(*) filter (where is_earliest) as earliest_count
from curated.text_reuse
group by cluster_id
having count(*) < 2 or count(*) filter (where is_earliest and passage_id = cluster_id) <> 1
    or count(*) filter (where is_earliest) <> 1
