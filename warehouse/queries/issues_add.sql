-- Issue rows, each once.
insert into ops.issues by name
select * from arrived_issues where issue_id not in (select issue_id from ops.issues)
