-- Runs that say they are running although no one holds the lock: they were killed.
update ops.runs set state = 'crashed', ended_at = $ended_at where state = 'running'
