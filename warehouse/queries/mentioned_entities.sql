-- Every entity that any document mentions.
select distinct kind, entity_id from core.mentions
