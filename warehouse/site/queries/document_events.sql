-- Days and places of events of a range of ids.
select document_id, starts_on, ends_on, date_precision, venue, city, country_code, organisers, programme
from curated.events where document_id between $first and $last
order by document_id
