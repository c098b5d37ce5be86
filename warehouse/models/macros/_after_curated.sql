-- Macros over the curated tables. They go into every release.

-- Words of a text as the full-text index has them.
create or replace macro curated.search_words(query) as list_distinct(list_filter(
    regexp_split_to_array(lower(strip_accents(query)), '[^\p{L}\p{N}]+'), lambda word: length(word) > 1
));

-- The best k documents for some words, by BM25: select * from curated.search('care economy', k := 5)
create or replace macro curated.search(query, k := 20) as table
    with wanted as (
        select t.term_id, t.idf
        from curated.search_terms t
        where t.term in (select unnest(curated.search_words(query)))
    ),
    scored as (
        select p.document_number, sum(w.idf * p.weight) as score
        from wanted w
        join curated.search_postings p using (term_id)
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

-- Every block of text of the pages as they read at the end of a day: select * from curated.passages_as_of('2024-03-01')
create or replace macro curated.passages_as_of(day) as table
    select d.document_id, d.version, generate_subscripts(string_split(d.body, chr(10) || chr(10)), 1)::integer as ordinal,
           unnest(string_split(d.body, chr(10) || chr(10))) as text, d.language, d.publisher, d.title, d.url
    from curated.documents_as_of(day) d
    where d.body <> '';

-- What the pages named as they read at the end of a day: select * from curated.mentions_as_of('2024-03-01')
create or replace macro curated.mentions_as_of(day) as table
    with now_named as (
        select document_id, 'organisation' as kind, organisation_id as entity_id from curated.organisation_mentions
        union all
        select document_id, 'country', country_code from curated.country_mentions
        union all
        select document_id, 'instrument', instrument_id from curated.instrument_mentions
        union all
        select document_id, 'topic', topic_id from curated.topic_mentions
    ),
    once_named as (
        select document_id, version, 'organisation' as kind, unnest(organisations) as entity_id
        from curated.earlier_versions
        union all
        select document_id, version, 'country', unnest(countries) from curated.earlier_versions
        union all
        select document_id, version, 'instrument', unnest(instruments) from curated.earlier_versions
        union all
        select document_id, version, 'topic', unnest(topics) from curated.earlier_versions
    ),
    read_then as (
        select document_id, version, valid_to, publisher, document_type, language, published_on, url
        from curated.documents_as_of(day)
    )
    select r.document_id, r.version, n.kind, n.entity_id, r.publisher, r.document_type, r.language, r.published_on, r.url
    from read_then r
    join now_named n using (document_id)
    where r.valid_to is null
    union all
    select r.document_id, r.version, n.kind, n.entity_id, r.publisher, r.document_type, r.language, r.published_on, r.url
    from read_then r
    join once_named n on n.document_id = r.document_id and n.version = r.version
    where r.valid_to is not null;

-- What the pages quoted as they read at the end of a day: select * from curated.quotes_as_of('2024-03-01')
create or replace macro curated.quotes_as_of(day) as table
    with read_then as (
        select document_id, version, valid_to, publisher, language, published_on, url from curated.documents_as_of(day)
    ),
    once_said as (
        select document_id, version, unnest(quotes) as quote from curated.earlier_versions
    )
    select r.document_id, r.version, q.text, q.speaker_id, q.speaker_name, r.publisher, r.language, r.published_on, r.url
    from read_then r
    join curated.quotes q using (document_id)
    where r.valid_to is null
    union all
    select r.document_id, r.version, q.quote.text, q.quote.speaker_id, q.quote.speaker_name, r.publisher, r.language,
           r.published_on, r.url
    from read_then r
    join once_said q on q.document_id = r.document_id and q.version = r.version
    where r.valid_to is not null;

-- The agreements signed up to a day, each once whatever its editions: select * from curated.agreements_as_of('2014-01-01')
create or replace macro curated.agreements_as_of(day) as table
    select *
    from curated.agreements
    where signed_on <= day::date
    qualify row_number() over (partition by work_id, kind, parties, signed_on order by document_id, agreement_id) = 1;

-- The role of each person at each organisation as last stated up to a day: select * from curated.roles_as_of('2014-01-01')
create or replace macro curated.roles_as_of(day) as table
    select p.name, r.*
    from curated.roles r
    join curated.people p using (person_id)
    where r.stated_on <= day::date
    qualify row_number() over (
        partition by r.person_id, r.organisation_id order by r.stated_on desc, r.role_id
    ) = 1;
