-- name: accuracy_floors
-- severity: fatal
-- protects: a reader that got worse on pages whose right answers are known
-- expected: precision and recall of every measured field are at or above their floors
select a.site_generation, a.field, a.labelled_count, a.precision, f.precision as precision_floor,
    a.recall, f.recall as recall_floor
from curated.field_accuracy a
join check_floors f
    on f.field = a.field and coalesce(f.site_generation, a.site_generation) = a.site_generation
where a.precision < f.precision or a.recall < f.recall
