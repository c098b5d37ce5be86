-- The figures of an earlier accuracy run go before the new ones come.
delete from core.field_accuracy
