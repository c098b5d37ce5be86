-- core.round_indexed: one document of this round whose rows in the full-text index are to be made anew.
select content_id, number, average_length
from core.remade
where is_indexed and content_id is not null and round = getvariable('curate_round')
