-- curated.captures: one response in the archive, with its verdict.
select capture_id, source_id, url, captured_at, route, status, verdict, content_type, payload_sha256, byte_count,
       archive_file, archive_offset, run_id
from raw.captures
