-- The documents as they were made the last time.
create table if not exists core.made_documents (
    document_id varchar, content_state ubigint, seen_state ubigint, number integer, average_length double
);
-- The words of the full-text index by their numbers: those of all documents that were ever made.
create table if not exists core.words (term_id bigint, term varchar);
