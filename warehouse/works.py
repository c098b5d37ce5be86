"""Connected components of links, which SQL does slowly: works from links of documents, clusters of reuse."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from warehouse.arrow import registered

Connection = duckdb.DuckDBPyConnection


def components(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each member of a link the least member of its component, whatever the order of links."""
    parent: dict[str, str] = {}

    def root(member: str) -> str:
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in links:
        least, most = sorted((root(one), root(other)))
        parent[most] = least
    return {member: root(member) for member in parent}


def write_components(con: Connection, table: str, links: str, columns: tuple[str, str]) -> None:
    """Write (member, component) of the links that a query gives as (one, other) to a new table."""
    found = con.execute(links).fetchall()
    members = components(found)
    rows = pa.table(
        {
            columns[0]: pa.array(list(members.keys()), pa.string()),
            columns[1]: pa.array(list(members.values()), pa.string()),
        }
    )
    with registered(con, "found_components", rows) as name:
        con.execute(f"create or replace table {table} as select * from {name}")


def write_work_components(con: Connection) -> None:
    """Write `core.work_components`: the documents that share a work with another, and the component."""
    query = "select document_id, other_id from core.work_links"
    write_components(con, "core.work_components", query, ("document_id", "component"))


def write_reuse_components(con: Connection) -> None:
    """Write `core.reuse_components`: the passages of a cluster, with the cluster's name."""
    query = "select passage_id, other_id from core.reuse_pairs"
    write_components(con, "core.reuse_components", query, ("passage_id", "component"))
