"""Models and contract are the same tables."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.words import reading, store, warehouse
from warehouse.contract import TABLES, Table
from warehouse.curating.curate import MODELS, curate, models


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = warehouse()
    store(con, [reading("https://www.ilo.org/resource/news/kiln", "Kiln")])
    curate(con)
    return con


def test_every_model_is_in_the_contract_and_every_table_has_a_model() -> None:
    assert {file.stem for file in MODELS.glob("*.sql")} == set(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_columns_and_types_are_those_of_the_contract(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    found = con.execute(
        """select column_name, data_type, comment from duckdb_columns()
           where schema_name = 'curated' and table_name = ? order by column_index""",
        [table.name],
    ).fetchall()
    assert found == [(column.name, column.type, column.meaning) for column in table.columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_keys_and_references_exist_and_everything_is_described(table: Table) -> None:
    assert table.description
    assert table.grain
    for name in table.key:
        assert not table.column(name).is_nullable
    for _, other, column in table.references():
        assert TABLES[other].column(column)
    for column in table.columns:
        assert column.meaning.endswith(".")
        assert column.example
        if column.type == "BIGINT" and column.name.endswith("_count"):
            assert column.unit


@pytest.mark.parametrize("file", sorted(MODELS.rglob("*.sql")), ids=lambda file: file.stem)
def test_every_model_says_what_a_row_is(file: object) -> None:
    text = file.read_text("utf-8")  # type: ignore[attr-defined]
    assert text.startswith("-- ")
    if "macros" not in str(file):
        assert text.startswith(f"-- {'core' if 'models/core' in str(file) else 'curated'}.{file.stem}: ")  # type: ignore[attr-defined]


def test_models_run_after_what_they_read() -> None:
    seen: set[str] = set()
    made = {model.table for model in models()}
    for model in models():
        assert model.reads & made <= seen
        seen.add(model.table)
