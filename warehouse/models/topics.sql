-- curated.topics: one topic of the closed vocabulary, with its labels in three languages.
select t.topic_id, t.label_en, t.label_fr, t.label_es, t.sdg_targets, count(m.document_id) as document_count
from core.topics t
left join curated.topic_mentions m using (topic_id)
group by all
