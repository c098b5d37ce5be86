"""What is known of the addresses of a source, held as Arrow columns: of 100,000 rows a night looks at few."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import duckdb
import pyarrow as pa

from extractors.model import Capture
from warehouse.ledger import capture_of
from warehouse.queries import statement

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Known(NamedTuple):
    """One address that gave an answer: when last, the date of its document, whether it is gone.

    `row` is what `KnownCaptures.capture` takes.
    """

    row: int
    url: str
    last_asked_at: datetime
    published_on: str | None
    is_gone: bool


class KnownCaptures:
    """The addresses of a source that gave an answer, each with its last capture that has a payload.

    May be read by any thread.
    """

    def __init__(self, rows: pa.Table) -> None:
        self._rows = rows
        self._captures = rows.select(list(Capture.__dataclass_fields__))

    def __iter__(self) -> Iterator[Known]:
        """Yield the addresses in order of their spelling."""
        asked = (EPOCH + timedelta(microseconds=time) for time in self._times())
        columns = (self._rows[name].to_pylist() for name in ("published_on", "is_gone"))
        yield from map(Known, range(len(self._rows)), self._rows["url"].to_pylist(), asked, *columns)

    def capture(self, row: int) -> Capture:
        """Return the last capture of an address that has a payload; where there is none, the last of all."""
        [found] = self._captures.slice(row, 1).to_pylist()
        return capture_of(found)

    def _times(self) -> list[int]:
        times: list[int] = (
            self._rows["last_asked_at"].cast(pa.timestamp("us", "UTC")).cast("int64").to_pylist()
        )
        return times


def known_captures(
    con: duckdb.DuckDBPyConnection, source_id: str, unanswered: Collection[str]
) -> KnownCaptures:
    """Return what is known of the addresses of a source.

    `unanswered` are the verdicts that say nothing of the document itself.
    """
    parameters = {"source_id": source_id, "unanswered": sorted(unanswered)}
    return KnownCaptures(con.execute(statement("known_addresses"), parameters).to_arrow_table())
