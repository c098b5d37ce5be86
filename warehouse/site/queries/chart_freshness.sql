-- Weeks of the year up to the newest capture in which each source answered well, and in which it was asked in vain.
with weeks as (
    select source_id, date_trunc('week', captured_at)::date as week,
        count(*) filter (verdict in ('ok', 'not_modified', 'unchanged'))::integer as good,
        count(*)::integer as responses
    from curated.captures
    group by all
)
select coalesce(s.title, w.source_id) as name, w.week, w.good, w.responses
from weeks w
join curated.sources s using (source_id)
where w.week > (select max(week) from weeks) - interval 53 week
order by name, week
