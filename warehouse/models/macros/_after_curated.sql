-- Macros over the curated tables. They go into every release.

-- Words of a text as the full-text index has them.
create or replace macro curated.search_words(query) as list_distinct(list_filter(
    regexp_split_to_array(lower(strip_accents(query)), '[^\p{L}\p{N}]+'), lambda word: length(word) > 1
));

-- The best k documents for some words, by BM25: select * from curated.search('care economy', k := 5)
create or replace macro curated.search(query, k := 20) as table
    with wanted as (
        select t.term, t.idf
        from curated.search_terms t
        where t.term in (select unnest(curated.search_words(query)))
    ),
    scored as (
        select p.document_number, sum(w.idf * p.weight) as score
        from wanted w
        join curated.search_postings p on p.term = w.term
        where p.term in (select unnest(curated.search_words(query)))
        group by p.document_number
        order by score desc, p.document_number
        limit k
    )
    select n.document_id, s.score, d.title, d.publisher, d.document_type, d.language, d.published_on, d.url
    from scored s
    join curated.search_documents n on n.document_number = s.document_number
    join curated.documents d on d.document_id = n.document_id
    order by s.score desc, n.document_id;

-- Every document as its page read at the end of a day (UTC): select * from curated.documents_as_of('2024-03-01')
create or replace macro curated.documents_as_of(day) as table
    with moment as (
        select (day::date + 1)::timestamptz as at
    ),
    known as (
        select document_id, version, last_changed_at as valid_from, null::timestamptz as valid_to, document_type, title,
               kicker, summary, language, published_on, published_precision, body, capture_id
        from curated.documents
        union all
        select document_id, version, valid_from, valid_to, document_type, title, kicker, summary, language,
               published_on, published_precision, body, capture_id
        from curated.earlier_versions
    )
    select k.document_id, k.version, k.valid_from, k.valid_to, d.publisher, d.source_id, k.document_type, k.title,
           k.kicker, k.summary, k.language, k.published_on, k.published_precision, k.body, d.url, k.capture_id,
           coalesce(d.withdrawn_at < m.at, false) as is_withdrawn
    from known k
    join curated.documents d using (document_id)
    cross join moment m
    where k.valid_from < m.at and (k.valid_to is null or k.valid_to >= m.at);

-- The role of each person at each organisation as last stated up to a day: select * from curated.roles_as_of('2014-01-01')
create or replace macro curated.roles_as_of(day) as table
    select p.name, r.*
    from curated.roles r
    join curated.people p using (person_id)
    where r.stated_on <= day::date
    qualify row_number() over (
        partition by r.person_id, r.organisation_id order by r.stated_on desc, r.role_id
    ) = 1;
