-- The readings that are not stored. What is stored is narrowed to those that arrived: else all would be hashed.
-- A capture has one time: that of the join leaves unread what was captured at other times.
insert into core.readings by name
select *, $run_id as run_id from arrived_readings
where capture_id not in (
    select capture_id from core.readings semi join arrived_readings using (capture_id, captured_at)
)
