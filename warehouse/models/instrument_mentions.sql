-- curated.instrument_mentions: one document that names an instrument, with how often and where first.
-- The place as one number: to compare pairs of numbers takes much longer.
select m.document_id, m.entity_id as instrument_id, count(*) as mention_count,
       arg_min(m.passage_id, (m.passage_ordinal::bigint << 32) + m.start) as first_passage_id,
       arg_min(m.surface, (m.passage_ordinal::bigint << 32) + m.start) as surface
from core.mentions m
join core.remade_contents d using (content_id)
where m.kind = 'instrument'
group by all
