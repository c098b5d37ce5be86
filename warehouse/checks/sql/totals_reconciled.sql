-- name: totals_reconciled
-- severity: warning
-- needs: runs
-- protects: documents that the site lists and we never fetched
-- expected: we hold at least 90 % of the number of documents that the site itself reports
select r.source_id, r.reported_total, coalesce(d.document_count, 0) as document_count
from check_runs r
left join (select source_id, count(*) as document_count from curated.documents group by all) d using (source_id)
where r.is_complete and coalesce(d.document_count, 0) < 0.9 * r.reported_total
