-- The tables of the build file that the loader writes. Curated tables are made from these by warehouse/models.
--
-- No PRIMARY KEY and no FOREIGN KEY: an upsert is DELETE + INSERT of the changed keys, and under a key that
-- rewrites far more of the file than changed. Uniqueness and references are checks.
-- Times are UTC. Every table says which run wrote the row (run_id).

create schema if not exists raw;
create schema if not exists core;
create schema if not exists curated;
create schema if not exists ops;

-- One response of the archive. document_id is that of the address asked, before anything was read.
create table raw.captures (
    capture_id varchar, source_id varchar, url varchar, document_id varchar, captured_at timestamptz,
    route varchar, status integer, verdict varchar, verdict_reason varchar, content_type varchar,
    payload_sha256 varchar, byte_count bigint, archive_file varchar, archive_offset bigint,
    archive_length bigint, headers map(varchar, varchar), refers_to varchar, redirected_to varchar,
    redirected_document_id varchar, run_id varchar
);

-- One read capture: which content it showed.
create table core.readings (
    capture_id varchar, document_id varchar, content_hash varchar, content_id varchar,
    captured_at timestamptz, reader varchar, reader_version varchar, run_id varchar
);

-- One content of a document, with every value that is not a list of rows. capture_id is the earliest capture
-- that showed it: all its children and evidence come from that capture, whatever the order of loading.
-- detail_hash covers everything stored for the content, so that loading it again writes nothing.
create table core.contents (
    content_id varchar, document_id varchar, content_hash varchar, detail_hash varchar, capture_id varchar,
    source_id varchar, captured_at timestamptz, url varchar, site_generation varchar, publisher varchar,
    document_type varchar, publication_type varchar, title varchar, kicker varchar, summary varchar,
    language varchar, published_value varchar, published_precision varchar, is_published_inferred boolean,
    modified_value varchar, place varchar, contact varchar, authors varchar[], tags varchar[],
    themes varchar[], credits varchar[], identifiers map(varchar, varchar), record map(varchar, varchar),
    dateline_place varchar, dateline_agency varchar, dateline_country_code varchar,
    event_starts varchar, event_starts_precision varchar, is_event_start_inferred boolean,
    event_ends varchar, event_ends_precision varchar, venue varchar, city varchar,
    event_country_code varchar, organisers varchar[], programme varchar,
    is_joint boolean, is_complete boolean, text_share double, reader varchar, reader_version varchar,
    run_id varchar
);

-- One block of text of a content. passage_id is the same in every version that prints the same words.
create table core.passages (
    content_id varchar, document_id varchar, passage_id varchar, ordinal integer, kind varchar,
    level integer, heading_path varchar[], text varchar, word_count integer, run_id varchar
);

-- One extracted value (also those that lost to an earlier rule), with its rule and span.
create table core.fields (
    content_id varchar, document_id varchar, name varchar, ordinal integer, value varchar, rule varchar,
    surface varchar, passage_id varchar, "start" integer, "end" integer, is_winner boolean,
    capture_id varchar, run_id varchar
);

-- One span that names an entity.
create table core.mentions (
    content_id varchar, document_id varchar, kind varchar, entity_id varchar, name varchar,
    passage_id varchar, passage_ordinal integer, "start" integer, "end" integer, surface varchar,
    rule varchar, score double, is_inferred boolean, run_id varchar
);

-- One quotation. Its words stand at [start, end) of the passage; the rest of a quotation that runs over
-- several passages stands at the spans in `continues`.
create table core.quotes (
    content_id varchar, document_id varchar, quote_id varchar, passage_id varchar, passage_ordinal integer,
    "start" integer, "end" integer, surface varchar, text varchar, speaker_id varchar,
    speaker_name varchar, role varchar, organisation_id varchar, speaker_passage_id varchar,
    speaker_start integer, speaker_end integer, speaker_surface varchar,
    continues struct(passage_id varchar, "start" integer, "end" integer, surface varchar)[],
    is_speaker_inferred boolean, rule varchar, run_id varchar
);

-- One role of a person as a document states it.
create table core.roles (
    content_id varchar, document_id varchar, role_id varchar, person_id varchar, person_name varchar,
    role varchar, organisation_id varchar, passage_id varchar, "start" integer, "end" integer,
    surface varchar, rule varchar, is_inferred boolean, run_id varchar
);

-- One agreement as a document states it.
create table core.agreements (
    content_id varchar, document_id varchar, agreement_id varchar, kind varchar, title varchar,
    parties varchar[], signed_value varchar, signed_precision varchar, is_signed_inferred boolean,
    signed_passage_id varchar, signed_start integer, signed_end integer, signed_surface varchar,
    place varchar, subjects varchar[], passage_id varchar, "start" integer, "end" integer,
    surface varchar, rule varchar, run_id varchar
);

-- One topic of a document with the weight of its mentions.
create table core.document_topics (
    content_id varchar, document_id varchar, topic_id varchar, score double, mention_count integer,
    run_id varchar
);

-- One download that belongs to a document.
create table core.files (
    content_id varchar, document_id varchar, ordinal integer, url varchar, label varchar,
    media_type varchar, byte_count bigint, language varchar, target_document_id varchar, run_id varchar
);

-- One link: in the text (kind body, with its span) or beside it (kind see_also).
create table core.links (
    content_id varchar, document_id varchar, kind varchar, url varchar, target_document_id varchar,
    text varchar, passage_id varchar, "start" integer, "end" integer, run_id varchar
);

-- One other language edition that a document declares.
create table core.translations (
    content_id varchar, document_id varchar, language varchar, url varchar, target_document_id varchar,
    run_id varchar
);

-- The fingerprints of a passage: hashes of its runs of five words, thinned by winnowing.
create table core.passage_signatures (
    content_id varchar, document_id varchar, passage_id varchar, fingerprints uinteger[],
    word_count integer, run_id varchar
);

-- The words of a content for the full-text index: folded, with how often each occurs (title words more).
create table core.content_terms (
    content_id varchar, document_id varchar, terms varchar[], frequencies usmallint[], length integer,
    run_id varchar
);

-- A document that a complete walk of its source no longer offered.
create table core.withdrawals (
    document_id varchar, source_id varchar, withdrawn_at timestamptz, run_id varchar
);

-- How right a field is on labelled pages, by site generation.
create table core.field_accuracy (
    site_generation varchar, field varchar, labelled_count bigint, "precision" double, recall double,
    run_id varchar
);

-- The vocabularies.
create table core.organisations (
    organisation_id varchar, name varchar, acronym varchar, kind varchar, parent_id varchar,
    succeeded_by varchar, description varchar
);
create table core.instruments (
    instrument_id varchar, code varchar, kind varchar, title varchar, adopted_year integer,
    is_fundamental boolean, is_governance boolean, is_gender_equality boolean, url varchar
);
create table core.topics (
    topic_id varchar, label_en varchar, label_fr varchar, label_es varchar, sdg_targets varchar[]
);
create table core.countries (country_code varchar, name varchar, m49_region varchar);

-- The sources as their files define them, and the licence of what they publish from a day on.
create table ops.sources (
    source_id varchar, title varchar, publisher varchar, site_generation varchar, languages varchar[],
    frequency varchar, definition varchar
);
create table ops.licences (source_id varchar, licence varchar, from_date date, ordinal integer);

-- One run of the pipeline, with the facts of its summary as JSON.
create table ops.runs (
    run_id varchar, command varchar, started_at timestamptz, ended_at timestamptz, state varchar,
    parameters varchar, summary varchar, versions varchar
);

-- Something a person should look at.
create table ops.issues (
    issue_id varchar, run_id varchar, stage varchar, severity varchar, code varchar, source_id varchar,
    url varchar, capture_id varchar, field varchar, message varchar,
    noticed_at timestamptz
);

-- The result of one check in one run.
create table ops.checks (
    run_id varchar, name varchar, description varchar, severity varchar, passed boolean,
    observed varchar, expected varchar, "rows" varchar, checked_at timestamptz
);
