-- Documents of a range of ids, with the capture that every value comes from.
select d.* exclude (run_id), c.captured_at, c.url as captured_url, c.route, c.content_type, c.payload_sha256,
    c.byte_count, c.archive_file, c.archive_offset
from curated.documents d
left join curated.captures c using (capture_id)
where d.document_id between $first and $last
order by d.document_id
