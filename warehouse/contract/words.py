"""The words of the contract: a table, a column.

Everything that describes the public tables (comments in DuckDB, Parquet metadata, the data package, the
dictionary pages, checks of keys, references and enums) is derived from these two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a public table.

    `type` is DuckDB's name of the type. `example` is a value as text, as DuckDB prints it. `enum` holds
    every value that may occur (for list columns: every value of an element). `refers_to` is
    `table.column` of the row that the value (or each element of the list) names.
    """

    name: str
    type: str
    meaning: str
    example: str
    is_nullable: bool = True
    unit: str | None = None
    enum: tuple[str, ...] | None = None
    refers_to: str | None = None
    warning: str | None = None

    @property
    def is_list(self) -> bool:
        """Whether the column holds a list of values."""
        return self.type.endswith("[]")


@dataclass(frozen=True, slots=True)
class Table:
    """One public table.

    `grain` says what a row is, `key` which columns identify it, `warnings` how not to use it.
    """

    name: str
    description: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    warnings: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of a name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    def references(self) -> Iterator[tuple[Column, str, str]]:
        """Yield (column, table, column of that table) for every column that names rows elsewhere."""
        for column in self.columns:
            if column.refers_to:
                table, _, target = column.refers_to.partition(".")
                yield column, table, target
