-- Text reuse, third step: neighbours in time by the fingerprints of several documents, and how alike they are.

-- Documents from the earliest: by the day printed, then by the first capture.
create or replace table core.reuse_places as
select document_key,
       row_number() over (order by coalesce(published_value, '9999'), first_seen_at, document_id)::integer as place
from core.reuse_documents;

create or replace table core.reuse_telling as
select p.print, p.passage_key, o.place
from core.reuse_prints p
semi join core.reuse_shared_prints using (print)
join core.reuse_places o on o.document_key = (p.passage_key >> 20);

create or replace table core.reuse_neighbours as
with chained as (
    select print, passage_key, first_value(passage_key) over in_time as earliest, lag(passage_key) over in_time as previous
    from core.reuse_telling
    window in_time as (partition by print order by place, passage_key)
)
select print, passage_key, earliest as earlier_key from chained where passage_key <> earliest
union all
select print, passage_key, previous from chained where previous is not null and previous <> earliest;

create or replace table core.reuse_compared as
select distinct passage_key, earlier_key
from (
    from core.reuse_neighbours
    union all
    from core.reuse_candidates semi join core.reuse_touched_prints using (print)
)
where (passage_key >> 20) <> (earlier_key >> 20);

delete from core.reuse_candidates where print in (select print from core.reuse_touched_prints);
insert into core.reuse_candidates select print, passage_key, earlier_key from core.reuse_neighbours;

delete from core.reuse_pairs p
where exists (
    select 1 from core.reuse_compared c where c.passage_key = p.passage_key and c.earlier_key = p.earlier_key
);

create or replace table core.reuse_sets as
select passage_key, list(print) as prints
from core.reuse_prints
where passage_key in (select passage_key from core.reuse_compared union select earlier_key from core.reuse_compared)
group by passage_key;

insert into core.reuse_pairs
with compared as (
    select c.passage_key, c.earlier_key, len(list_intersect(a.prints, b.prints)) as shared_count,
           least(len(a.prints), len(b.prints)) as shorter, len(a.prints) = len(b.prints) as same_size
    from core.reuse_compared c
    semi join core.reuse_candidates using (passage_key, earlier_key)
    join core.reuse_sets a on a.passage_key = c.passage_key
    join core.reuse_sets b on b.passage_key = c.earlier_key
)
select passage_key, earlier_key, shared_count / shorter
from compared
where shared_count >= 0.5 * shorter
  -- One or two shared runs of five words are chance, unless they are all there is.
  and (shared_count >= 3 or (same_size and shared_count = shorter));

-- What is made anew every night would be copied with the file, and stay in it.
drop view core.reuse_looked_at;
drop table core.reuse_changed;
drop table if exists core.reuse_arrived;
drop table core.reuse_touched_prints;
drop table core.reuse_shared_prints;
drop table core.reuse_telling;
drop table core.reuse_neighbours;
drop table core.reuse_compared;
drop table core.reuse_sets;
