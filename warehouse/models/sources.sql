-- curated.sources: one source with how fresh it is. A success is a capture whose content was verified.
-- Freshness is judged at the start of the last run (without one, at the last capture): a daily source is
-- fresh for two days and a weekly one for nine; late up to three times as long, then stale.
with reference as (
    select coalesce((select max(started_at) from ops.runs), (select max(captured_at) from raw.captures)) as judged_at
),
asked as (
    select source_id, max(captured_at) filter (verdict in ('ok', 'not_modified', 'unchanged')) as last_success_at
    from raw.captures
    group by source_id
),
held as (
    select source_id, max(last_changed_at) as last_change_at, count(*) as document_count
    from curated.documents
    group by source_id
),
open_issues as (
    select i.source_id, count(*) as open_issue_count
    from ops.issues i
    where i.capture_id is null and i.run_id = (select arg_max(run_id, started_at) from ops.runs)
       or i.capture_id in (select capture_id from curated.documents)
    group by i.source_id
)
select s.source_id, s.publisher, s.frequency,
       case
           when s.frequency = 'archive-only' then 'archive_only'
           when a.last_success_at is null then 'never'
           when a.last_success_at >= r.judged_at - to_days(case s.frequency when 'daily' then 2 else 9 end) then 'fresh'
           when a.last_success_at >= r.judged_at - to_days(case s.frequency when 'daily' then 6 else 27 end) then 'late'
           else 'stale'
       end as freshness,
       a.last_success_at, h.last_change_at, coalesce(h.document_count, 0) as document_count,
       coalesce(o.open_issue_count, 0) as open_issue_count, s.title, s.site_generation
from ops.sources s
cross join reference r
left join asked a using (source_id)
left join held h using (source_id)
left join open_issues o using (source_id)
