-- What a run changed: new, changed, vanished and returned addresses, per source.
with seen as (
    select c.source_id, c.document_id, c.captured_at, c.verdict, r.content_hash, c.run_id = $run_id as is_new,
           lag(r.content_hash ignore nulls) over w as content_before,
           lag(c.verdict) over w as verdict_before
    from raw.captures c
    left join core.readings r using (capture_id)
    window w as (partition by c.document_id order by c.captured_at, c.capture_id)
)
select source_id,
       case
           when verdict in ('gone', 'soft_404') and verdict_before not in ('gone', 'soft_404') then 'vanished'
           when verdict = 'ok' and verdict_before in ('gone', 'soft_404') then 'came back'
           when verdict = 'ok' and content_before is null then 'new'
           when verdict = 'ok' and content_before <> content_hash then 'changed'
       end as change,
       count(*) as addresses
from seen
where is_new and change is not null
group by all
order by all
