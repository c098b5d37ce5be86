"""Writes markup into every text of a released database that a page of the web could have put there."""

from __future__ import annotations

import duckdb

from warehouse.contract import TABLES

MARKUP = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;b&gt;</title></style>{{ 7*7 }}\x0b]]>-->"
)
JAVASCRIPT = "javascript:alert(3)//"
# Keys of the vocabulary and of captures are ours; what names an organisation outside it comes from pages.
OURS = (
    "source_id",
    "topic_id",
    "instrument_id",
    "country_code",
    "capture_id",
    "run_id",
    "archive_file",
    "rule",
)


def poison(con: duckdb.DuckDBPyConnection) -> None:
    """Put markup before every text, and turn every address into a script."""
    for table in TABLES.values():
        if table.name.startswith("search_"):
            continue
        for column in table.columns:
            is_ours = column.refers_to or column.enum or column.name in table.key or column.name in OURS
            if column.type != "VARCHAR" or is_ours or column.name.endswith(("_id", "language")):
                continue
            bad = JAVASCRIPT if column.name.endswith("url") else MARKUP
            con.execute(
                f'update curated.{table.name} set "{column.name}" = $bad || coalesce("{column.name}", \'\')',
                {"bad": bad},
            )
    con.execute("update curated.documents set licence = 'CC BY 4.0' where publisher = 'ILO'")
