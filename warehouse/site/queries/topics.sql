-- Every topic.
select topic_id as id, label_en, label_fr, label_es, sdg_targets, document_count
from curated.topics
order by label_en
