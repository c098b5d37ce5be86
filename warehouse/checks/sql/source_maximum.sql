-- name: source_maximum
-- severity: warning
-- needs: bounds
-- protects: an endless pager or a pattern that takes in addresses of another kind
-- expected: no source brings, or holds, more than its stated maximum
select b.source_id, 'this run' as counted, r.document_count as document_count, b.run_maximum as maximum
from check_bounds b join check_runs r using (source_id)
where r.document_count > b.run_maximum
union all
select b.source_id, 'in total', d.document_count, b.total_maximum
from check_bounds b
join (select source_id, count(*) as document_count from curated.documents group by all) d using (source_id)
where d.document_count > b.total_maximum
