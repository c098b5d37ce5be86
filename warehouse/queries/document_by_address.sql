-- The document with an id or at a canonical address, in a release.
select document_id, url, title, document_type, published_on, publisher, language, source_id, reader, reader_version,
       version, capture_id, archive_url
from curated.documents
where document_id = $wanted or url = $wanted
