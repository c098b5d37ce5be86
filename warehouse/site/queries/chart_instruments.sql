-- Documents by year for the instruments that most documents name, in the 18 years up to the newest.
with most as (
    select instrument_id, code from curated.instruments
    where document_count > 0 order by document_count desc, code limit 16
)
select m.code as name, year(d.published_on) as year, count(*)::integer as documents
from most m
join curated.instrument_mentions t using (instrument_id)
join curated.documents d using (document_id)
where year(d.published_on) > (select year(max(published_on)) from curated.documents) - 18
group by all
order by name, year
