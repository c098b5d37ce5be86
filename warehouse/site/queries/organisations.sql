-- Every organisation; `is_known` tells those of the vocabulary from those that documents name besides.
select organisation_id as id, name, acronym, kind, parent_id, succeeded_by, description, mention_count,
    document_count, first_mentioned_on, last_mentioned_on
from curated.organisations
order by name, organisation_id
