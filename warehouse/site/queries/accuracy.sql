-- How right each field is on labelled pages.
select site_generation, field, labelled_count, precision, recall
from curated.field_accuracy
order by site_generation, field
