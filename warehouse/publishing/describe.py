"""From the contract to words: comments in DuckDB and Parquet, and the page docs/tables.md.

`python -m warehouse.publishing.describe docs/tables.md` writes the page anew; a test fails when it is out of step.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from warehouse.checks import list_checks
from warehouse.contract import TABLES, Column, Table

# -- Words of a text as the full-text index has them.
# create or replace macro curated.search_words(query) as list_distinct(…
MACRO = re.compile(r"^((?:--[^\n]*\n)+)create or replace macro (curated\.\w+\([^)]*\)) as", re.M)


def table_comment(table: Table) -> str:
    """Return the comment of a table: what it is, what a row is, how not to use it."""
    parts = [table.description, f"A row is {table.grain}."]
    parts += [f"Beware: {warning}" for warning in table.warnings]
    return " ".join(parts)


def column_comment(column: Column) -> str:
    """Return the comment of a column: meaning, unit, values, reference, warning."""
    parts = [column.meaning]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.enum:
        parts.append(f"One of: {', '.join(column.enum)}.")
    if column.refers_to:
        parts.append(f"Refers to {column.refers_to}.")
    if column.warning:
        parts.append(f"Beware: {column.warning}")
    return " ".join(parts)


def tables_page() -> str:
    """Return the page docs/tables.md."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# The tables"
    yield ""
    yield "Written from the contract by `python -m warehouse.publishing.describe docs/tables.md`; do not edit."
    yield "All tables are in the schema `curated`. Times are UTC. Questions and their SQL: [sql.md](sql.md)."
    yield ""
    yield "| table | a row is | columns |"
    yield "|---|---|---|"
    for table in TABLES.values():
        yield f"| [{table.name}](#{table.name}) | {_cell(table.grain)} | {len(table.columns)} |"
    for table in TABLES.values():
        yield ""
        yield from _table_section(table)
    yield ""
    yield from _macros_section()
    yield ""
    yield from _checks_section()


def _checks_section() -> Iterator[str]:
    yield "## What is checked before a release"
    yield ""
    yield "A failed fatal check rejects the release: it is written, marked, and not made the current one."
    yield ""
    yield "| check | severity | protects from | expected |"
    yield "|---|---|---|---|"
    for check in list_checks():
        yield f"| `{check.name}` | {check.severity} | {_cell(check.description)} | {_cell(check.expected)} |"


def _macros_section() -> Iterator[str]:
    yield "## Macros"
    yield ""
    text = files("warehouse").joinpath("models", "macros", "_after_curated.sql").read_text("utf-8")
    yield "| macro | what it gives |"
    yield "|---|---|"
    for comment, call in MACRO.findall(text):
        meaning = " ".join(line.lstrip("- ") for line in comment.strip().splitlines())
        yield f"| `{_cell(call)}` | {_cell(meaning)} |"


def _table_section(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield table.description
    yield ""
    yield f"A row is {table.grain}. Key: {', '.join(f'`{name}`' for name in table.key)}."
    for warning in table.warnings:
        yield ""
        yield f"Beware: {warning}"
    yield ""
    yield "| column | type | null | meaning | example |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        null = "yes" if column.is_nullable else "no"
        example = f"`{_cell(column.example)}`" if column.example else ""
        yield f"| `{column.name}` | {column.type} | {null} | {_cell(column_comment(column))} | {example} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(tables_page(), "utf-8")
