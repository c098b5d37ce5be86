"""The pages of the documentation say what is so: the tables are in step, every query runs and finds rows."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.conftest import PROJECT
from tests.warehouse.release.sample import DAY, RUN
from warehouse import open_release
from warehouse.checks import list_checks
from warehouse.contract import TABLES
from warehouse.publishing.describe import tables_page
from warehouse.publishing.release import publish_release
from warehouse.store import BUILD_FILE, connect

SQL_PAGE = (PROJECT / "docs" / "sql.md").read_text("utf-8")
# ### 1. How many press releases …?
QUESTION = re.compile(r"^### (\d+)\. ([^\n]+\?)\n\n```sql\n(.+?)```", re.M | re.S)
QUESTIONS = [(f"{number} {title}", query) for number, title, query in QUESTION.findall(SQL_PAGE)]


@pytest.fixture(scope="module")
def released_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("docs")
    (home / "build").mkdir()
    (home / BUILD_FILE).write_bytes((sample_home / BUILD_FILE).read_bytes())
    with connect(home / BUILD_FILE) as con:
        publish_release(con, home=home, now=DAY + timedelta(days=1), run_id=RUN, checks=[])
    return home


@pytest.fixture(scope="module")
def release(released_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_release(released_home) as con:
        yield con


def test_tables_page_is_in_step_with_the_contract(project: Path) -> None:
    page = (project / "docs" / "tables.md").read_text("utf-8")
    assert page == tables_page(), "run `python -m warehouse.publishing.describe docs/tables.md`"


def test_tables_page_is_written_by_the_command(project: Path, tmp_path: Path) -> None:
    page = tmp_path / "tables.md"
    subprocess.run(
        [sys.executable, "-m", "warehouse.publishing.describe", str(page)], cwd=project, check=True
    )
    assert page.read_text("utf-8") == tables_page()


def test_tables_page_names_every_table_column_and_value() -> None:
    page = tables_page()
    for table in TABLES.values():
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in section
            assert all(value in section for value in column.enum or ())


def test_tables_page_names_every_check() -> None:
    page = tables_page()
    assert all(f"| `{check.name}` | {check.severity} |" in page for check in list_checks())


def test_tables_page_names_every_macro(release: duckdb.DuckDBPyConnection) -> None:
    macros = release.execute(
        "select distinct function_name from duckdb_functions() where schema_name = 'curated'"
    ).fetchall()
    assert macros and all(f"| `curated.{name}(" in tables_page() for (name,) in macros)


def test_there_are_25_questions_in_order() -> None:
    assert [name.split()[0] for name, _ in QUESTIONS] == [str(number) for number in range(1, 26)]


@pytest.mark.parametrize(("name", "query"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
def test_question_is_answered(release: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    assert release.execute(query).fetchall()


@pytest.mark.parametrize(("name", "query"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
def test_question_is_answered_by_the_demo(demo_home: Path, name: str, query: str) -> None:
    with open_release(demo_home) as con:
        assert con.execute(query).fetchall()


def test_python_shown_runs_as_printed(released_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.+?)```", SQL_PAGE, re.S)
    monkeypatch.setenv("EQUALWORK_HOME", str(released_home))
    seen: dict[str, object] = {}
    exec(code, seen)
    assert len(seen["frame"]) == seen["frame"].shape[0] > 0  # type: ignore[attr-defined,arg-type]
    assert seen["table"].num_rows > 0  # type: ignore[attr-defined]
