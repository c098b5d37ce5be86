"""What is exported describes itself, is described truly, and is the same whatever the format."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.warehouse.release.sample import DAY, RUN
from warehouse.contract import TABLES
from warehouse.publishing.datapackage import field_type
from warehouse.publishing.export import NOT_AS_TEXT
from warehouse.publishing.release import publish_release
from warehouse.store import BUILD_FILE, connect

WORDS = (
    "documents",
    "passages",
    "quotes",
    "press_releases",
    "publications",
    "roles",
    "agreements",
    "text_reuse",
)


@pytest.fixture(scope="module")
def release(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("exports")
    (home / "build").mkdir()
    (home / BUILD_FILE).write_bytes((sample_home / BUILD_FILE).read_bytes())
    with connect(home / BUILD_FILE) as con:
        publish_release(con, home=home, now=DAY, run_id=RUN, checks=[])
        return publish_release(con, home=home, now=DAY + timedelta(days=1), run_id=RUN, checks=[]).path


@pytest.fixture(scope="module")
def package(release: Path) -> dict[str, Any]:
    return json.loads((release / "datapackage.json").read_text())


def test_frictionless_finds_the_package_valid(release: Path) -> None:
    # In a process of its own: frictionless leaves files open, which is an error here.
    script = (
        "import json, sys; from frictionless import Package; report = Package(sys.argv[1]).validate(); "
        "errors = [(task.name, error.message) for task in report.tasks for error in task.errors]; "
        "print(json.dumps([report.valid, len(report.tasks), errors[:20]]))"
    )
    command = [sys.executable, "-W", "ignore", "-c", script, str(release / "datapackage.json")]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    valid, checked, errors = json.loads(ended.stdout)
    assert (valid, errors) == (True, [])
    assert checked == 3 * len(TABLES) - 2 * len(NOT_AS_TEXT) + 2


def test_sizes_digests_and_rows_are_true(release: Path, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        content = (release / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resource["format"] != "duckdb":
            (rows,) = duckdb.execute(f"select count(*) from '{release / resource['path']}'").fetchone()
            assert resource["row_count"] == rows


def test_every_table_and_column_is_described(package: dict[str, Any]) -> None:
    resources = {resource["name"]: resource for resource in package["resources"]}
    for name, table in TABLES.items():
        schema = resources[name]["schema"]
        assert schema["primaryKey"] == list(table.key)
        described = {field["name"]: field for field in schema["fields"]}
        for column in table.columns:
            assert described[column.name]["type"] == field_type(column.type)
            assert column.meaning in described[column.name]["description"]


def test_parquet_carries_the_contract(release: Path) -> None:
    for name, table in TABLES.items():
        file = pq.ParquetFile(release / "parquet" / f"{name}.parquet")
        metadata = {key.decode(): value.decode() for key, value in file.metadata.metadata.items()}
        assert metadata["description"] == table.description
        assert metadata["release"] == release.name
        assert all(f"column.{column.name}" in metadata for column in table.columns)
        if file.metadata.num_rows:
            assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_formats_hold_the_same_rows(release: Path) -> None:
    with duckdb.connect(str(release / "equalwork.duckdb"), read_only=True) as con:
        con.execute("set TimeZone = 'UTC'")
        for name, table in TABLES.items():
            columns = ", ".join(f'"{column}"' for column in table.column_names)
            rows = f"select {columns} from curated.{name}"
            assert differing(con, rows, f"select {columns} from '{release}/parquet/{name}.parquet'") == []
            if name not in NOT_AS_TEXT:
                types = {column.name: column.type for column in table.columns}
                lines = f"read_json('{release}/jsonl/{name}.jsonl.gz', columns = {types}, format = 'nd')"
                assert differing(con, rows, f"select {columns} from {lines}") == []
                texts = f"select count(*) from read_csv('{release}/csv/{name}.csv.gz')"
                assert differing(con, f"select count(*) from ({rows})", texts) == []


def differing(con: duckdb.DuckDBPyConnection, one: str, other: str) -> list[tuple[Any, ...]]:
    return con.execute(f"({one} except all {other}) union all ({other} except all {one})").fetchall()


def test_json_lines_are_an_object_a_row_with_lists_as_lists(release: Path) -> None:
    lines = (
        gzip.decompress((release / "jsonl" / "press_releases.jsonl.gz").read_bytes()).decode().splitlines()
    )
    rows = [json.loads(line) for line in lines]
    (count,) = duckdb.execute(f"select count(*) from '{release}/parquet/press_releases.parquet'").fetchone()
    assert len(rows) == count > 0
    assert all(list(row) == [*TABLES["press_releases"].column_names, "licence"] for row in rows)
    assert all(isinstance(row["countries"], list) for row in rows)


def test_csv_gives_text_back_letter_by_letter(release: Path) -> None:
    with duckdb.connect(str(release / "equalwork.duckdb"), read_only=True) as con:
        csv = f"read_csv('{release}/csv/documents.csv.gz', all_varchar = true)"
        bodies = con.execute(
            f"select c.body = d.body from {csv} c join curated.documents d using (document_id)"
        ).fetchall()
        assert set(bodies) == {(True,)}
        lists = con.execute(
            f"select json(c.countries)::varchar[] = d.countries "
            f"from read_csv('{release}/csv/press_releases.csv.gz', all_varchar = true) c "
            "join curated.press_releases d using (document_id)"
        ).fetchall()
        assert set(lists) == {(True,)}


@pytest.mark.parametrize("name", WORDS)
def test_words_never_travel_without_their_licence(release: Path, name: str) -> None:
    for file in (f"parquet/{name}.parquet", f"csv/{name}.csv.gz", f"jsonl/{name}.jsonl.gz"):
        found = duckdb.execute(f"select distinct licence from '{release}/{file}'").fetchall()
        assert found and set(found) <= {("CC-BY-4.0",), ("UN Women terms of use",)}


def test_licences_are_named_in_package_and_croissant(release: Path, package: dict[str, Any]) -> None:
    titles = [licence["title"] for licence in package["licenses"]]
    assert titles == ["CC-BY-4.0", "UN Women terms of use"]
    assert json.loads((release / "croissant.json").read_text())["license"] == titles


def test_croissant_names_every_file_and_column(release: Path) -> None:
    croissant = json.loads((release / "croissant.json").read_text())
    files = {item["@id"]: item for item in croissant["distribution"]}
    records = {item["name"]: item for item in croissant["recordSet"]}
    for name, table in TABLES.items():
        content = (release / "parquet" / f"{name}.parquet").read_bytes()
        assert files[f"parquet/{name}.parquet"]["sha256"] == hashlib.sha256(content).hexdigest()
        fields = {field["name"] for field in records[name]["field"]}
        assert set(table.column_names) <= fields
    ids = {field["@id"] for record in croissant["recordSet"] for field in record["field"]}
    keys = [record["key"] for record in croissant["recordSet"]]
    named = {part["@id"] for key in keys for part in (key if isinstance(key, list) else [key])}
    assert named <= ids


def test_exports_of_the_same_tables_are_the_same_bytes(release: Path) -> None:
    earlier = release.parent / "20261120T021500Z"
    for file in [*(release / "csv").iterdir(), *(release / "jsonl").iterdir()]:
        assert file.read_bytes() == (earlier / file.relative_to(release)).read_bytes()


def test_rows_of_a_document_stand_together_in_reading_order(release: Path) -> None:
    rows = duckdb.execute(f"select document_id, ordinal from '{release}/parquet/passages.parquet'").fetchall()
    assert rows == sorted(rows) and len(rows) > 100
