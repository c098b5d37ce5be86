"""Which documents are one work: the components of the links between them."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.curating.components import write_components


def write_work_components(con: duckdb.DuckDBPyConnection) -> None:
    """Write `core.work_components`: the documents that share a work with another, and the component."""
    query = "select document_id, other_id from core.work_links"
    write_components(con, "core.work_components", query, "document_id", pa.string())
