-- The numbers of the home page.
select
    (select count(*) from curated.documents) as documents,
    (select count(*) from curated.works) as works,
    (select count(*) from curated.quotes) as quotes,
    (select count(*) from curated.people) as people,
    (select count(*) from curated.organisations where document_count > 0) as organisations,
    (select count(*) from curated.countries where document_count > 0) as countries,
    (select count(*) from curated.instruments where document_count > 0) as instruments,
    (select count(distinct work_id) from curated.agreements) as agreements
