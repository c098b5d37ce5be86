-- The captures that are not known yet. What is known is narrowed to those that arrived: else all would be hashed.
-- A capture has one time: that of the join leaves unread what was captured at other times.
insert into raw.captures by name
select * from arrived_captures
where capture_id not in (
    select capture_id from raw.captures semi join arrived_captures using (capture_id, captured_at)
)
