-- One response in two files: the place that comes first by name stays, whichever was loaded first.
delete from raw.captures
where capture_id in (
    select i.capture_id
    from arrived_captures i
    join raw.captures c using (capture_id, captured_at)
    where (i.archive_file, i.archive_offset) < (c.archive_file, c.archive_offset)
)
