-- core.round_contents: one document of this round whose content changed.
select d.*
from core.documents d
join core.remade r using (document_id)
where r.is_content and r.round = getvariable('curate_round')
