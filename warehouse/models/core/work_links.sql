-- core.work_links: two documents that are one work, and why. Components of these links are the works.
--
-- alternate: a page declares another as its edition in another language. An address that more than five pages
--   of one language declare is a home page that serves as fallback, not an edition.
-- wcms_number: the number of the ILO's old system, in the address of the page or in the name of its file.
-- title: the same title (or nearly) in the same language, with days that agree, across addresses.
-- redirect: the address of one document now leads to the other.
with declared as (
    select t.document_id, t.target_document_id, e.language
    from core.translations t
    join core.documents d using (content_id)
    join core.work_editions e on e.document_id = t.document_id
    join core.work_editions target on target.document_id = t.target_document_id and target.language <> e.language
),
alternates as (
    select document_id, target_document_id
    from declared
    qualify count(*) over (partition by target_document_id, language) <= 5
),
numbers as (
    select document_id, family, regexp_extract(url, '(?i)/wcms_(\d+)', 1) as number
    from core.work_editions
    union
    select f.document_id, e.family, regexp_extract(f.url, '(?i)wcms_(\d+)\.[a-z]+', 1)
    from core.files f
    join core.documents d using (content_id)
    join core.work_editions e on e.document_id = f.document_id
),
same_number as (
    select document_id, min(document_id) over (partition by number, family) as other_id
    from numbers
    where number <> ''
    -- A file that many pages offer is a brochure beside them.
    qualify count(*) over (partition by number, family) <= 8
),
same_title as (
    select document_id, other_id
    from core.work_pairs
    where is_same_publisher
      and (
          -- Two days at most three apart: migrations moved days over midnight.
          (length(day) = 10 and length(other_day) = 10
           and abs(date_diff('day', try_cast(day as date), try_cast(other_day as date))) <= 3
           and (is_same_title
                -- Fewer than one letter in seven differs, and no number does: "Session 3" is not "Session 4".
                or (levenshtein(title, other_title) < 0.15 * greatest(length(title), length(other_title))
                    and regexp_extract_all(title, '\d+') = regexp_extract_all(other_title, '\d+'))))
          -- One is less precise: it must be the beginning of the other, or its days without the year.
          or (is_same_title and word_count >= 4 and day is not null and other_day is not null
              and (length(day) <> 10 or length(other_day) <> 10)
              and (starts_with(day, other_day) or starts_with(other_day, day)
                   or (starts_with(day, '--') and ends_with(other_day, substr(day, 2)))
                   or (starts_with(other_day, '--') and ends_with(day, substr(other_day, 2)))))
          -- One or both say no day: a long title, in two generations of the site.
          or (is_same_title and word_count >= 5 and is_across and (day is null or other_day is null))
      )
),
redirected as (
    select c.document_id, c.redirected_document_id
    from raw.captures c
    where c.redirected_document_id is not null
)
select document_id, target_document_id as other_id, 'alternate' as reason from alternates
union
select document_id, other_id, 'wcms_number' from same_number where document_id <> other_id
union
select document_id, other_id, 'title' from same_title
union
select r.document_id, r.redirected_document_id, 'redirect'
from redirected r
join core.work_editions a on a.document_id = r.document_id
join core.work_editions b on b.document_id = r.redirected_document_id
where a.document_id <> b.document_id
