-- core.round_documents: one document of this round that changed, or was seen again.
select d.*
from core.documents d
join core.remade r using (document_id)
where r.is_shown and r.round = getvariable('curate_round')
