-- core.remade_contents: one document whose content changed, to be made anew.
select document_id, content_id from core.remade where is_content and content_id is not null
