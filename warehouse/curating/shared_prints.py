"""Which fingerprints several documents have: counted by sorting numbers, in a quarter of the time that SQL takes."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from warehouse.loading.arrow import registered
from warehouse.queries import statement
from warehouse.sql import only_row

Connection = duckdb.DuckDBPyConnection
# Fingerprints of more documents are boilerplate.
MOST_DOCUMENTS = 50
# So many are in memory at a time (8 bytes each, and as much again for sorting them out).
PART = 8_000_000


def write_shared_prints(con: Connection) -> None:
    """Write `core.reuse_shared_prints`: of the fingerprints looked at, those of 2 to 50 documents."""
    con.execute("create or replace table core.reuse_shared_prints (print uinteger)")
    for both in _looked_at(con):
        rows = pa.table({"print": shared_prints(both)})
        with registered(con, "found_prints", rows) as name:
            con.execute(f"insert into core.reuse_shared_prints select print from {name}")


def _looked_at(con: Connection) -> Iterator[NDArray[np.uint64]]:
    """Yield the fingerprints in parts, each with the document it is in (the lower 32 bits)."""
    (count,) = only_row(con, "select count(*) from core.reuse_looked_at")
    parts = count // PART + 1
    for part in range(parts):
        found = con.execute(statement("reuse_looked_at"), {"parts": parts, "part": part}).fetchnumpy()
        yield np.asarray(found["print_and_document"], dtype=np.uint64)


def shared_prints(both: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the fingerprints that 2 to 50 documents have; `both` is sorted in place."""
    both.sort()
    prints = (both[_is_first(both)] >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(_is_first(prints))
    documents = np.diff(np.append(starts, len(prints)))
    found: NDArray[np.uint32] = prints[starts[(documents > 1) & (documents <= MOST_DOCUMENTS)]]
    return found


def _is_first(ordered: NDArray[np.uint64] | NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Mark the first of each run of equal numbers."""
    is_first = np.ones(len(ordered), dtype=np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return is_first
