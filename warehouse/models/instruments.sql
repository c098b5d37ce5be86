-- curated.instruments: one convention, protocol, recommendation, resolution or circular.
with mentioned as (
    select instrument_id, count(*) as document_count, sum(mention_count)::bigint as mention_count
    from curated.instrument_mentions
    group by instrument_id
),
known as (
    select instrument_id, code, kind, title, adopted_year, is_fundamental, is_governance, is_gender_equality, url
    from core.instruments
    union all
    select m.entity_id, coalesce(min(m.name), m.entity_id), 'other', null, null, false, false, false, null
    from core.mentions m join core.documents using (content_id)
    where m.kind = 'instrument' and m.entity_id not in (select instrument_id from core.instruments)
    group by m.entity_id
)
select k.instrument_id, k.code, k.kind, k.title, k.adopted_year, coalesce(k.is_fundamental, false) as is_fundamental,
       coalesce(k.is_gender_equality, false) as is_gender_equality, coalesce(m.document_count, 0) as document_count,
       coalesce(m.mention_count, 0) as mention_count, coalesce(k.is_governance, false) as is_governance, k.url
from known k
left join mentioned m using (instrument_id)
