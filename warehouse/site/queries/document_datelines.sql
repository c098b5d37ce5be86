-- Datelines of press releases of a range of ids.
select document_id, dateline_place, dateline_agency
from curated.press_releases where document_id between $first and $last
order by document_id
