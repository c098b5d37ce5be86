-- What the curated tables are made from, one digest a part: with equal digests the tables would be the same, but
-- for when things were last seen. A capture that shows what the one before of its address showed is no new part:
-- another 304, another 404, the same content in other bytes. Listings are not documents.
with shown as (
    select c.url, c.captured_at, c.capture_id,
           case
               when c.verdict in ('gone', 'soft_404') then 'gone'
               when c.verdict = 'redirect_stub' then 'to ' || coalesce(c.redirected_to, '')
               else r.content_id
           end as state
    from raw.captures c
    left join core.readings r using (capture_id)
    left join core.contents k using (content_id)
    -- What a web archive or a file brings may lie before what is known: there each capture is a part.
    where c.verdict in ('ok', 'gone', 'soft_404', 'redirect_stub') and k.document_type is distinct from 'listing'
    union all
    select url, captured_at, capture_id, capture_id
    from raw.captures
    where verdict in ('not_modified', 'unchanged') and route <> 'live'
),
turns as (
    select url, captured_at, capture_id, state
    from shown
    where state is not null
    qualify lag(state) over (partition by url order by captured_at, capture_id) is distinct from state
),
seen as (
    select document_id, max(captured_at) as last_seen_at
    from raw.captures
    where verdict in ('ok', 'not_modified', 'unchanged')
      and document_id in (select document_id from core.withdrawals)
    group by document_id
)
select 'addresses' as part, count(*) || '-' || coalesce(bit_xor(hash(url, captured_at, state)), 0) as digest from turns
union all
select 'contents', count(*) || '-' || coalesce(bit_xor(hash(content_id, detail_hash, capture_id)), 0)
from core.contents where document_type <> 'listing'
union all
select 'withdrawals', count(*) || '-' || coalesce(bit_xor(hash(w.document_id, w.withdrawn_at, s.last_seen_at > w.withdrawn_at)), 0)
from core.withdrawals w left join seen s using (document_id)
union all
select 'unread', count(*) || '-' || coalesce(bit_xor(hash(capture_id)), 0) from ops.issues where code = 'read_failure'
union all
select 'organisations', count(*) || '-' || coalesce(bit_xor(hash(t)), 0) from core.organisations t
union all
select 'instruments', count(*) || '-' || coalesce(bit_xor(hash(t)), 0) from core.instruments t
union all
select 'topics', count(*) || '-' || coalesce(bit_xor(hash(t)), 0) from core.topics t
union all
select 'countries', count(*) || '-' || coalesce(bit_xor(hash(t)), 0) from core.countries t
union all
select 'sources', count(*) || '-' || coalesce(bit_xor(hash(t)), 0) from ops.sources t
union all
select 'licences', count(*) || '-' || coalesce(bit_xor(hash(t)), 0) from ops.licences t
