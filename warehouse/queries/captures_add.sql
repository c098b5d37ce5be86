-- The captures that are not known yet.
insert into raw.captures by name
select * from arrived_captures where capture_id not in (select capture_id from raw.captures)
