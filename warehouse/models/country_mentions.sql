-- curated.country_mentions: one document that names a country, with how often and where first.
-- The place as one number: to compare pairs of numbers takes much longer.
select m.document_id, m.entity_id as country_code, count(*) as mention_count,
       arg_min(m.passage_id, (m.passage_ordinal::bigint << 32) + m.start) as first_passage_id,
       arg_min(m.surface, (m.passage_ordinal::bigint << 32) + m.start) as surface
from core.mentions m
join core.remade_contents d using (content_id)
where m.kind = 'country'
group by all
