-- Documents that fit the words best (BM25), with filters, and of each the passage that holds most of the words.
with ranked as (
    select document_id, score from curated.search($words, $depth)
),
kept as (
    select d.document_id, d.title, d.published_on, d.publisher, d.document_type, d.url, r.score
    from ranked r
    join curated.documents d using (document_id)
    where ($publisher is null or d.publisher = $publisher)
      and ($since is null or year(d.published_on) >= $since)
    order by r.score desc, d.document_id
    limit $shown
),
wanted as (
    select list_distinct(list_filter(
        regexp_split_to_array(lower(strip_accents($words)), '[^\p{L}\p{N}]+'), lambda w: length(w) > 1)) as words
),
passages as (
    select p.document_id, p.text,
           len(list_intersect(regexp_split_to_array(lower(strip_accents(p.text)), '[^\p{L}\p{N}]+'), w.words)) as hits,
           p.ordinal
    from curated.passages p
    join kept using (document_id), wanted w
    where p.kind <> 'title'
    qualify row_number() over (partition by p.document_id order by hits desc, p.ordinal) = 1
)
select k.*, p.text as passage
from kept k
left join passages p using (document_id)
order by k.score desc, k.document_id
