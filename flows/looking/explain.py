"""`equalwork explain`: every value of a document with the words it came from."""

from __future__ import annotations

from typing import Any

import duckdb

from extractors.addresses import canonical_url
from extractors.errors import RunFailed
from warehouse.queries import rows_of

SHOWN = 90


def explain_document(
    connection: duckdb.DuckDBPyConnection, wanted: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the document at an address (any spelling) or with an id, and its evidence rows.

    Raises:
        RunFailed: the release holds no such document; the message names near addresses.
    """
    address = canonical_url(wanted) if "://" in wanted else wanted
    found = rows_of(connection, "document_by_address", wanted=address)
    if not found:
        near = [row["url"] for row in rows_of(connection, "addresses_like", part=_last_part(wanted))]
        hint = "near: " + ", ".join(near) if near else "find it with `equalwork search WORDS`"
        raise RunFailed(f"no document at {wanted} in this release", hint=hint)
    return found[0], rows_of(connection, "evidence_of_document", document_id=found[0]["document_id"])


def candidates_of(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[tuple[str, str, str, str]]:
    """Return (field, value, rule, agrees or differs) for each value that lost to an earlier rule."""
    return [
        (row["field"], _cut(row["value"]), row["rule"], "differs" if row["is_contradiction"] else "agrees")
        for row in rows_of(connection, "candidates_of_document", document_id=document_id)
    ]


def evidence_line(row: dict[str, Any]) -> tuple[str, str, str, str, str, str]:
    """Return (field, value, rule, where, words, capture) of an evidence row, cut to what a terminal shows."""
    where = (
        "page" if row["ordinal"] is None else f"{row['kind']} {row['ordinal']} [{row['start']}:{row['end']}]"
    )
    return row["field"], _cut(row["value"]), row["rule"], where, _cut(row["words"]), row["capture_id"][:8]


def _cut(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _last_part(wanted: str) -> str:
    return wanted.rstrip("/").rsplit("/", 1)[-1][:40]
