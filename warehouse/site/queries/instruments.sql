-- Every instrument.
select instrument_id as id, code, kind, title, adopted_year, is_fundamental, is_governance, is_gender_equality,
    document_count, mention_count, url
from curated.instruments
order by document_count desc, code
