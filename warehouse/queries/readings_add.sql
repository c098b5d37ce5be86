-- The readings that are not stored.
insert into core.readings by name
select *, $run_id as run_id from arrived_readings
where capture_id not in (select capture_id from core.readings)
