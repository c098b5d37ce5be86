"""Load the vocabularies and the sources: small tables, replaced whole.

Entries come as any objects with the attributes named here (the transforms' vocabularies, the pydantic
sources), so that this room imports neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import duckdb

from extractors.sources import Source
from warehouse.loading.arrow import arrow_rows, table_schema
from warehouse.sql import only_row
from warehouse.store import transaction

Connection = duckdb.DuckDBPyConnection


class Organisation(Protocol):
    """An organisation; `parent_id` and `succeeded_by` name others."""

    @property
    def organisation_id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


class Instrument(Protocol):
    """A convention, recommendation, resolution or circular."""

    @property
    def instrument_id(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102


class Topic(Protocol):
    """A topic of the closed vocabulary."""

    @property
    def topic_id(self) -> str: ...  # noqa: D102
    @property
    def label_en(self) -> str: ...  # noqa: D102


class Country(Protocol):
    """A country by its ISO 3166-1 alpha-3 code."""

    @property
    def country_code(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


def load_dimensions(
    con: Connection,
    organisations: Iterable[Organisation],
    instruments: Iterable[Instrument],
    topics: Iterable[Topic],
    countries: Iterable[Country],
    sources: Iterable[Source],
) -> None:
    """Replace the vocabularies and the definitions of the sources, in one transaction.

    Attributes are taken by the names of the columns; one that an entry does not have is null.
    """
    ordered = sorted(sources, key=lambda source: source.source_id)
    with transaction(con):
        _replace(con, "core.organisations", [_entry("core.organisations", e) for e in organisations])
        _replace(con, "core.instruments", [_entry("core.instruments", e) for e in instruments])
        _replace(con, "core.topics", [_entry("core.topics", e) for e in topics])
        _replace(con, "core.countries", [_entry("core.countries", e) for e in countries])
        _replace(con, "ops.sources", [_source(source) for source in ordered])
        _replace(con, "ops.licences", [row for source in ordered for row in _licences(source)])


def _entry(table: str, entry: object) -> tuple[Any, ...]:
    return tuple(_plain(getattr(entry, name, None)) for name in table_schema(table).names)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, (set, frozenset)) else value


def _source(source: Source) -> tuple[Any, ...]:
    return (
        source.source_id, source.title, source.publisher, source.site_generation.value, source.languages,
        source.frequency, source.model_dump_json(),
    )  # fmt: skip


def _licences(source: Source) -> list[tuple[Any, ...]]:
    return [
        (source.source_id, rule.licence, rule.from_date, ordinal)
        for ordinal, rule in enumerate(source.licence)
    ]


def _replace(con: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    arrived = arrow_rows(table, table_schema(table).names, rows)
    con.register("arrived", arrived)
    # Unchanged vocabularies are not written again: the file grows only by what changed.
    (is_same,) = only_row(
        con,
        f"select not exists (from {table} except all from arrived)"
        f" and not exists (from arrived except all from {table})",
    )
    if not is_same:
        con.execute(f"delete from {table}")
        con.execute(f"insert into {table} by name select * from arrived")
    con.unregister("arrived")
