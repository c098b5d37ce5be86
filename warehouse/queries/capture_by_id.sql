-- One capture.
select * from raw.captures where capture_id = $capture_id
