"""Text reuse: which passages are alike, kept from night to night, and the clusters that they form.

Only the passages that arrived, left or moved in time since the last night are compared; the pairs are the
same as if all had been. While the steps run the marker is away: after a kill all is compared anew.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.curating.components import write_components
from warehouse.curating.made import forget, is_made, remember
from warehouse.curating.shared_prints import write_shared_prints
from warehouse.queries import statement

MADE = "reuse"


def write_reuse_pairs(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `core.reuse_pairs` and what it is made from up to the current versions."""
    is_known = is_made(con, MADE)
    forget(con, MADE)
    if not is_known:
        con.execute(statement("reuse_forget"))
    con.execute(statement("reuse_arrivals"))
    con.execute(statement("reuse_replace" if is_known else "reuse_begin"))
    write_shared_prints(con)
    con.execute(statement("reuse_compare"))
    remember(con, MADE)


def write_reuse_components(con: duckdb.DuckDBPyConnection) -> None:
    """Write `core.reuse_components`: the passages of a cluster, with the cluster's number."""
    query = "select passage_key, earlier_key from core.reuse_pairs"
    write_components(con, "core.reuse_components", query, "passage_key", pa.int64())
