-- 003: the country of the place that a page prints, whether or not it has a dateline or an event.

alter table core.contents add column place_country_code varchar;
