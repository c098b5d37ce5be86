-- What the search files are made from, as one number: equal numbers mean equal files.
select
    (select bit_xor(hash(n.number, t.term, p.weight, t.idf))
     from curated.search_postings p
     join curated.search_documents s using (document_number)
     join numbered n on n.document_id = s.document_id
     join curated.search_terms t using (term_id)) as postings,
    (select bit_xor(hash(n.number, d.document_id, d.title, d.document_type, d.publisher, d.language, d.published_on,
         d.published_precision, d.summary, d.withdrawn_at is null))
     from numbered n join curated.documents d using (document_id)) as documents,
    (select bit_xor(hash(kind, id, n.number)) from named join numbered n using (document_id)) as named,
    (select bit_xor(hash(person_id, name)) from curated.people) as people
