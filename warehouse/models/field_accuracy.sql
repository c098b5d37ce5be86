-- curated.field_accuracy: one field of one site generation, with how right it is on labelled pages.
select site_generation, field, labelled_count, "precision", recall
from core.field_accuracy
