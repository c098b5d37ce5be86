-- curated.joint_work: one work in which both the ILO and UN Women act: a document says so, or states an
-- agreement between them. The agreement is the one with the most precise day.
with agreed as (
    select work_id, arg_min(agreement_id, (signed_on is null, signed_on, agreement_id)) as agreement_id
    from curated.agreements
    where list_contains(parties, 'ILO') and list_contains(parties, 'UN_WOMEN')
    group by work_id
),
joint as (
    select work_id from curated.documents where is_joint
    union
    select work_id from agreed
),
named as (
    select d.work_id, list_sort(list(distinct m.country_code)) as countries
    from curated.documents d join curated.country_mentions m using (document_id)
    where d.work_id in (select work_id from joint)
    group by d.work_id
),
about as (
    select d.work_id, list_sort(list(distinct m.topic_id)) as topics
    from curated.documents d join curated.topic_mentions m using (document_id)
    where d.work_id in (select work_id from joint)
    group by d.work_id
),
types as (
    select work_id, arg_min(document_type, (coalesce(published_on, date '9999-01-01'), document_id)) as document_type
    from curated.documents
    group by work_id
)
select w.work_id, w.title, coalesce(a.kind, t.document_type) as kind, w.first_published_on as published_on,
       coalesce(n.countries, []) as countries, g.agreement_id, coalesce(b.topics, []) as topics
from joint j
join curated.works w using (work_id)
join types t using (work_id)
left join agreed g using (work_id)
left join curated.agreements a using (agreement_id)
left join named n on n.work_id = j.work_id
left join about b on b.work_id = j.work_id
