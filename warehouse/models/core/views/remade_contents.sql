-- core.remade_contents: one document whose content changed, to be made anew.
select d.* from core.documents d join core.remade r using (document_id) where r.is_content
