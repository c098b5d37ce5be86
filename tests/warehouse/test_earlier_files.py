"""A build file that an earlier version left is opened, grown and curated as if today's had made it.

`build_files/` holds such files, each of three nights over ten addresses (as in `test_nights`), curated:
`tables_made_whole` from before tables were made document by document, `index_of_texts` from before words had
numbers in the full-text index.
"""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.test_nights import live_a_night
from tests.warehouse.test_order import fingerprint
from tests.warehouse.words import day, rows
from warehouse.curating.curate import curate
from warehouse.store import BUILD_FILE, open_build

FILES = sorted((Path(__file__).parent / "build_files").glob("*.duckdb.gz"))
# What the models made, and what they keep from night to night: all that is not the loader's.
MADE = """select table_schema || '.' || table_name from information_schema.tables
          where table_type = 'BASE TABLE' and (table_schema = 'curated' or table_schema = 'core' and table_name in
              ('made_by', 'made_documents', 'words') or table_name like 'reuse_%')"""


def with_nothing_made(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    for (table,) in rows(con, MADE):
        con.execute(f"drop table {table}")
    return con


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_a_build_file_of_an_earlier_version_goes_on(file: Path, tmp_path: Path) -> None:
    (tmp_path / BUILD_FILE).parent.mkdir()
    (tmp_path / BUILD_FILE).write_bytes(gzip.decompress(file.read_bytes()))
    with open_build(tmp_path, run_id="night-4", now=day(4)) as build:
        con = build.connection
        assert rows(con, "select count(*) > 3 from curated.documents") == [(True,)]
        curate(con)
        live_a_night(con, random.Random(7), 4, [])
        curate(con)
        grown = fingerprint(con)
        assert not rows(con, "from duckdb_tables() where table_name = 'reuse_passages'")
        curate(with_nothing_made(con))
        assert grown == fingerprint(con)
