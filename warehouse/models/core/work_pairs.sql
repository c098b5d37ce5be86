-- core.work_pairs: two documents of one language and kind whose titles are the same or begin or end alike.
-- A table of its own: asked in one query, the planner compares the titles of all documents with each other.
with titled as (
    select *, split_part(title, ' ', 1) || ' ' || split_part(title, ' ', 2) || ' ' || split_part(title, ' ', 3) as head,
           array_to_string(string_split(title, ' ')[-3:], ' ') as tail, len(string_split(title, ' ')) as word_count
    from core.work_editions
    where title <> ''
),
blocks as (
    -- Near titles agree in their first or their last three words; a block of over 40 is a series, where only
    -- the whole title says something.
    select document_id, family, language, 'exact' as block_kind, title as block from titled
    union all
    select document_id, family, language, 'head', head from titled where word_count >= 5
    qualify count(*) over (partition by family, language, head) between 2 and 40
    union all
    select document_id, family, language, 'tail', tail from titled where word_count >= 5
    qualify count(*) over (partition by family, language, tail) between 2 and 40
),
pairs as (
    select distinct a.document_id, b.document_id as other_id
    from blocks a
    join blocks b using (block_kind, block, family, language)
    where a.document_id < b.document_id
)
select a.document_id, b.document_id as other_id, a.title = b.title as is_same_title, a.word_count,
       a.publisher = b.publisher as is_same_publisher,
       a.day, b.day as other_day,
       a.site_generation <> b.site_generation as is_across, a.title, b.title as other_title
from pairs p
join titled a on a.document_id = p.document_id
join titled b on b.document_id = p.other_id
