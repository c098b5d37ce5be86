-- The first day of a date as printed: 2011-06-13, 2011-06 or 2011; null for --06-13, which has no year.
create or replace macro core.first_day(printed) as try_cast(
    case length(printed) when 10 then printed when 7 then printed || '-01' when 4 then printed || '-01-01' end as date
);
-- The value of a label in a record as printed, whatever its capitals.
create or replace macro core.labelled(record, labels) as list_filter(
    map_entries(record), lambda entry: list_contains(labels, lower(entry.key))
)[1].value;
