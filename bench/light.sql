-- Light documents, laid into the core tables by SQL: a title, a sentence of twelve words, two mentions, the words of
-- the index and three fingerprints each. Every tenth has the title of the one before, as its edition elsewhere.
create or replace temp table light as
select n, md5('document ' || n)::uuid::varchar as document_id, md5('content ' || n)::uuid::varchar as content_id,
       md5('capture ' || n)::uuid::varchar as capture_id, md5('title ' || n)::uuid::varchar as title_id,
       md5('passage ' || n)::uuid::varchar as passage_id,
       ['ilo_drupal_news', 'ilo_wcms_news', 'unwomen_news', 'unwomen_sitecore'][n % 4 + 1] as source_id,
       ['ilo_drupal', 'ilo_wcms', 'unwomen_drupal', 'unwomen_sitecore'][n % 4 + 1] as site_generation,
       ['ILO', 'ILO', 'UN Women', 'UN Women'][n % 4 + 1] as publisher,
       timestamptz '2024-03-08 02:15:00+00' + to_seconds(n) as captured_at,
       (date '2000-01-01' + (n * 7919 % 8500)::integer)::varchar as day,
       'Notes of round ' || (n - (n % 10 = 9)::integer) || ' on ' || (n * 31 % 997) as title,
       -- A word of few documents is one of the later numbers, as in running text.
       list_transform(range(12), lambda i: 'w' || (pow(hash(n, i) % 100000 / 100000, 3) * 60000)::integer) as words
from range($documents) t(n);

insert into raw.captures by name
select capture_id, source_id, 'https://www.example.org/' || source_id || '/' || n as url, document_id, captured_at,
       'live' as route, 200 as status, 'ok' as verdict, 'text/html' as content_type, md5('payload ' || n) as payload_sha256,
       1000 as byte_count, source_id || '/light.warc.gz' as archive_file, n * 1000 as archive_offset,
       900 as archive_length, 'bench' as run_id
from light;
insert into core.readings by name
select capture_id, document_id, md5('hash ' || n) as content_hash, content_id, captured_at, site_generation as reader,
       '1' as reader_version, 'bench' as run_id
from light;
insert into core.contents by name
select content_id, document_id, md5('hash ' || n) as content_hash, md5('detail ' || n) as detail_hash, capture_id,
       source_id, captured_at, 'https://www.example.org/' || source_id || '/' || n as url, site_generation, publisher,
       ['news', 'press_release', 'feature_story', 'statement'][n % 4 + 1] as document_type, title, 'en' as language,
       day as published_value, 'day' as published_precision, false as is_joint, true as is_complete,
       []::varchar[] as authors, site_generation as reader, '1' as reader_version, 'bench' as run_id
from light;
insert into core.passages by name
select content_id, document_id, title_id as passage_id, 0 as ordinal, 'title' as kind, []::varchar[] as heading_path,
       title as text, 6 as word_count, 'bench' as run_id
from light
union all
select content_id, document_id, passage_id, 1, 'paragraph', [], array_to_string(words, ' '), 12, 'bench'
from light;
insert into core.fields by name
select content_id, document_id, 'title' as name, 0 as ordinal, title as value, 'light.title' as rule, title as surface,
       title_id as passage_id, 0 as "start", length(title) as "end", true as is_winner, capture_id, 'bench' as run_id
from light;
insert into core.mentions by name
select content_id, document_id, 'country' as kind, ['KEN', 'CHE', 'FRA', 'IND'][n % 4 + 1] as entity_id, passage_id,
       1 as passage_ordinal, 0 as "start", length(words[1]) as "end", words[1] as surface, 'light' as rule, 'bench' as run_id
from light
union all
select content_id, document_id, 'topic', ['care_economy', 'social_protection'][n % 2 + 1], passage_id, 1, 0,
       length(words[1]), words[1], 'light', 'bench'
from light;
insert into core.content_terms by name
select content_id, document_id, list_distinct(words) as terms,
       list_transform(list_distinct(words), lambda word: 1) as frequencies, len(list_distinct(words)) as length,
       'bench' as run_id
from light;
insert into core.passage_signatures by name
select content_id, document_id, passage_id,
       list_transform(range(3), lambda i: (hash(n - (n % 10 = 9)::integer, 'print', i) % 4294967296)) as fingerprints,
       12 as word_count, 'bench' as run_id
from light;
drop table light;
