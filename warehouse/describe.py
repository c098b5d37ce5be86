"""From the contract to words: comments in DuckDB and Parquet, and the page docs/tables.md.

`python -m warehouse.describe docs/tables.md` writes the page anew; a test fails when it is out of step.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from warehouse.contract import TABLES, Column, Table

LONGEST_ENUM = 12


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
    yield "Written from the contract by `python -m warehouse.describe docs/tables.md`; do not edit."
    yield "All tables are in the schema `curated`. Times are UTC, lists are never null."
    yield ""
    yield "| table | a row is | columns |"
    yield "|---|---|---|"
    for table in TABLES.values():
        yield f"| [{table.name}](#{table.name}) | {_cell(table.grain)} | {len(table.columns)} |"
    for table in TABLES.values():
        yield ""
        yield from _table_section(table)


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
