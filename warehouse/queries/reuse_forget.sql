-- Forget what is known of text reuse, so that everything counts as new.

-- As earlier models named it.
drop table if exists core.reuse_passages;

-- One document that is compared, with what decides on its place in time. document_key is a number of the build
-- file alone: a passage's key is its document's key followed by its place in the document (20 bits).
create or replace table core.reuse_documents (
    document_id varchar, document_key integer, content_id varchar, published_value varchar, first_seen_at timestamptz
);
-- One fingerprint of one passage.
create or replace table core.reuse_prints (print uinteger, passage_key bigint);
-- Two passages to compare, and a fingerprint for which they are neighbours in time.
create or replace table core.reuse_candidates (print uinteger, passage_key bigint, earlier_key bigint);
-- Two passages of different documents that share at least half of the fingerprints of the shorter one.
create or replace table core.reuse_pairs (passage_key bigint, earlier_key bigint, similarity double);
