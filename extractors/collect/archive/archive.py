"""The archive of captures: WARC files, append-only, the only copy that cannot be rebuilt.

This is the door; the rooms behind it are `archive_writing`, `archive_reading`, `archive_payloads`,
`archive_importing` and `archive_verifying`. In the archive's folder, what we collected is
`<source_id>/<source_id>-<UTC stamp>-<run>.warc.gz`; what came as WARC from elsewhere is in `imported/`.
"""

from __future__ import annotations

from extractors.collect.archive.files import archive_recover
from extractors.collect.archive.importing import archive_import
from extractors.collect.archive.payloads import read_payload, read_payloads
from extractors.collect.archive.reading import archive_index
from extractors.collect.archive.verifying import ArchiveProblem, archive_verify
from extractors.collect.archive.writing import ArchiveWriter

__all__ = [
    "ArchiveProblem",
    "ArchiveWriter",
    "archive_import",
    "archive_index",
    "archive_recover",
    "archive_verify",
    "read_payload",
    "read_payloads",
]
