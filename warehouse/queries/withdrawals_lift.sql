-- Documents of a source that were seen again.
delete from core.withdrawals
where source_id = $source_id and withdrawn_at <= $at and document_id in (select unnest($seen::varchar[]))
