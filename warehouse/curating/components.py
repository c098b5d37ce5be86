"""Connected components of links, which SQL does slowly."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from warehouse.loading.arrow import registered

Member = TypeVar("Member", bound=Hashable)


def components(links: Iterable[tuple[Member, Member]]) -> dict[Member, Member]:
    """Return for each member of a link the least member of its component, whatever the order of links."""
    parent: dict[Any, Any] = {}

    def root(member: Any) -> Any:
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in links:
        least, most = sorted((root(one), root(other)))
        parent[most] = least
    return {member: root(member) for member in parent}


def write_components(
    con: duckdb.DuckDBPyConnection, table: str, links: str, member: str, kind: pa.DataType
) -> None:
    """Write (member, component) of the links that a query gives as (one, other) to a new table."""
    members: dict[Any, Any] = components(con.execute(links).fetchall())
    rows = pa.table(
        {
            member: pa.array(list(members.keys()), kind),
            "component": pa.array(list(members.values()), kind),
        }
    )
    with registered(con, "found_components", rows) as name:
        con.execute(f"create or replace table {table} as select * from {name}")
