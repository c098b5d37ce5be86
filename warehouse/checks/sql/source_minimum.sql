-- name: source_minimum
-- severity: fatal
-- needs: bounds
-- protects: a broken listing or a changed layout that counts as success while most documents stay away
-- expected: a complete walk of a source sees at least its stated minimum, and the source holds its total
select b.source_id, 'this run' as counted, r.document_count as document_count, b.run_minimum as minimum
from check_bounds b join check_runs r using (source_id)
-- A walk cut short (a limit, a block, a kill) says nothing of what the site offers: see source_incomplete.
where r.is_complete and r.document_count < b.run_minimum
union all
select b.source_id, 'in total', coalesce(d.document_count, 0), b.total_minimum
from check_bounds b
join check_runs r using (source_id)
left join (select source_id, count(*) as document_count from curated.documents group by all) d using (source_id)
where r.is_complete and coalesce(d.document_count, 0) < b.total_minimum
