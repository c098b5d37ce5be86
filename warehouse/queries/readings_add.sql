-- The readings that are not stored. What is stored is narrowed to those that arrived: else all would be hashed.
insert into core.readings by name
select *, $run_id as run_id from arrived_readings
where capture_id not in (select capture_id from core.readings semi join arrived_readings using (capture_id))
