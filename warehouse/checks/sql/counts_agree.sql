-- name: counts_agree
-- severity: fatal
-- protects: two tables that answer the same question with different numbers
-- expected: every stored count equals the number of rows that it counts
with counted as (
    select 'press_releases.quote_count' as stored_in, p.document_id as id, p.quote_count as stored,
        coalesce(q.n, 0) as counted
    from curated.press_releases p
    left join (select document_id, count(*) as n from curated.quotes group by all) q using (document_id)
    union all
    select 'people.quote_count', p.person_id, p.quote_count, coalesce(q.n, 0)
    from curated.people p
    left join (select speaker_id, count(*) as n from curated.quotes group by all) q on q.speaker_id = p.person_id
    union all
    select 'organisations.document_count', o.organisation_id, o.document_count, coalesce(m.n, 0)
    from curated.organisations o
    left join (select organisation_id, count(*) as n from curated.organisation_mentions group by all) m
        using (organisation_id)
    union all
    select 'instruments.document_count', i.instrument_id, i.document_count, coalesce(m.n, 0)
    from curated.instruments i
    left join (select instrument_id, count(*) as n from curated.instrument_mentions group by all) m
        using (instrument_id)
    union all
    select 'topics.document_count', t.topic_id, t.document_count, coalesce(m.n, 0)
    from curated.topics t
    left join (select topic_id, count(*) as n from curated.topic_mentions group by all) m using (topic_id)
    union all
    select 'works.document_count', w.work_id, w.document_count, coalesce(d.n, 0)
    from curated.works w
    left join (select work_id, count(*) as n from curated.documents group by all) d using (work_id)
)
select stored_in, id, stored, counted from counted where stored <> counted
