-- core.reuse_pairs: two passages of different documents that share at least half of the fingerprints of the
-- shorter one. Fingerprints of more than 50 documents are boilerplate and say nothing. Each passage is compared
-- with the earliest and with the next earlier one that has the same fingerprint, so that the number of
-- comparisons grows with the number of fingerprints and not with its square.
with prints as (
    select number, document_number, unnest(fingerprints) as print from core.reuse_passages
),
shared as (
    select print
    from prints
    group by print
    having count(*) > 1 and min(document_number) <> max(document_number)
),
telling as (
    select print
    from prints
    semi join shared using (print)
    group by print
    having count(distinct document_number) <= 50
),
chained as (
    select number, first_value(number) over in_time as earliest, lag(number) over in_time as previous
    from prints
    semi join telling using (print)
    window in_time as (partition by print order by number)
),
candidates as (
    select number, earliest as earlier from chained where number <> earliest
    union
    select number, previous from chained where previous is not null and number <> previous
),
compared as (
    select a.passage_id, b.passage_id as other_id, len(list_intersect(a.fingerprints, b.fingerprints)) as shared_count,
           least(len(a.fingerprints), len(b.fingerprints)) as shorter, len(a.fingerprints) = len(b.fingerprints) as same_size
    from candidates
    join core.reuse_passages a on a.number = candidates.number
    join core.reuse_passages b on b.number = candidates.earlier
    where a.document_number <> b.document_number
)
select passage_id, other_id, shared_count / shorter as similarity
from compared
where shared_count >= 0.5 * shorter
  -- One or two shared runs of five words are chance, unless they are all there is.
  and (shared_count >= 3 or (same_size and shared_count = shorter))
