-- What some captures show now: the rows of their contents, each by the column that says what it is.
with shown as (
    select capture_id, content_id from core.readings where capture_id in (select unnest($ids::varchar[]))
)
select s.capture_id, 'passages' as child, t.text as value from shown s join core.passages t using (content_id)
union all
select s.capture_id, 'files', t.url from shown s join core.files t using (content_id)
union all
select s.capture_id, 'links', t.url from shown s join core.links t using (content_id)
union all
select s.capture_id, 'translations', t.url from shown s join core.translations t using (content_id)
union all
select s.capture_id, 'quotes', t.text from shown s join core.quotes t using (content_id)
union all
select s.capture_id, 'roles', t.surface from shown s join core.roles t using (content_id)
union all
select s.capture_id, 'agreements', t.kind from shown s join core.agreements t using (content_id)
union all
select s.capture_id, 'mentions', t.entity_id from shown s join core.mentions t using (content_id)
