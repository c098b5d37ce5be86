-- The archive files whose captures are indexed.
select distinct archive_file from raw.captures
