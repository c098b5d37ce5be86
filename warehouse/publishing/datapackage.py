"""`datapackage.json`: every file of a release with size, SHA-256, rows and schema (Frictionless standard)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from warehouse.contract import Column, Table
from warehouse.publishing.describe import column_comment, table_comment
from warehouse.publishing.export import Digest, TableFile
from warehouse.publishing.pointer import DATABASE

TITLE = "equalwork"
DESCRIPTION = (
    "What the International Labour Organization and UN Women publish about gender equality at work: "
    "documents, quotes, agreements, instruments and people, each value with the words it came from."
)
TYPES = {
    "VARCHAR": "string",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "BOOLEAN": "boolean",
    "DOUBLE": "number",
    "FLOAT": "number",
}
INTEGER = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
# The contract gives examples as DuckDB prints them; a list printed so is not the value of a field.
EXAMPLES: dict[str, Callable[[str], Any]] = {"string": str, "integer": int, "number": float, "date": str}
MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a release says about itself wherever it is described. `licences` are those of its documents."""

    stamp: str
    created_at: datetime
    run_id: str
    is_promoted: bool
    licences: tuple[str, ...]
    versions: Mapping[str, str]


def data_package(facts: Facts, files: Sequence[TableFile], digests: Mapping[str, Digest]) -> dict[str, Any]:
    """Return the descriptor of a release; `digests` are by path relative to the release."""
    package = {
        "profile": "data-package",
        "name": "equalwork",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": facts.stamp,
        "created": facts.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "status": "promoted" if facts.is_promoted else "rejected",
        "run_id": facts.run_id,
        "software": dict(facts.versions),
        "licenses": [{"name": _slug(licence), "title": licence} for licence in facts.licences],
        "resources": [
            {
                "name": "equalwork",
                "path": DATABASE,
                "format": "duckdb",
                "mediatype": "application/vnd.duckdb",
                "description": "All tables with comments and macros in one file (DuckDB 1.0 or later).",
                **_digest(digests[DATABASE]),
            },
            *(_resource(file, digests[file.path]) for file in files),
        ],
    }
    if not package["licenses"]:
        del package["licenses"]
    return package


def table_schema(table: Table, columns: Sequence[Column], format_: str) -> dict[str, Any]:
    """Return the Table Schema of a file. Foreign keys are those to a whole key, between the Parquet files."""
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = (
        [] if format_ != "parquet" else [_foreign_key(table, *reference) for reference in table.references()]
    )
    if whole := [key for key in keys if key]:
        schema["foreignKeys"] = whole
    return schema


def field_type(duckdb_type: str) -> str:
    """Return the Table Schema type of a DuckDB type."""
    if duckdb_type.endswith("]"):
        return "array"
    if duckdb_type.startswith(("STRUCT", "MAP")):
        return "object"
    if duckdb_type.startswith("DECIMAL"):
        return "number"
    return "integer" if INTEGER.fullmatch(duckdb_type) else TYPES.get(duckdb_type, "string")


def _resource(file: TableFile, digest: Digest) -> dict[str, Any]:
    resource = {
        "name": file.table.name if file.format == "parquet" else f"{file.table.name}_{file.format}",
        "path": file.path,
        "format": file.format,
        "mediatype": MEDIA_TYPES[file.format],
        "description": table_comment(file.table),
        **_digest(digest),
        "row_count": file.rows,
        "schema": table_schema(file.table, file.columns, file.format),
    }
    if file.format == "csv":
        return resource | {"type": "table", "encoding": "utf-8", "compression": "gz", "rows": file.rows}
    if file.format == "jsonl":
        resource |= {"encoding": "utf-8", "compression": "gz"}
    # Not "table": Frictionless reads Parquet through pandas, where lists and nullable integers fail the
    # schema, and JSON Lines only with packages that few have; as a file it verifies size and digest. It would
    # then miss `rows`, hence `row_count` everywhere.
    return resource | {"type": "file"}


def _digest(digest: Digest) -> dict[str, Any]:
    return {"bytes": digest.byte_count, "hash": f"sha256:{digest.sha256}", "sha256": digest.sha256}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": field_type(column.type),
        "description": column_comment(column),
    }
    if column.example and field["type"] in EXAMPLES:
        field["example"] = EXAMPLES[field["type"]](column.example)
    constraints: dict[str, Any] = {}
    if not column.is_nullable:
        constraints["required"] = True
    if column.enum and not column.is_list:
        constraints["enum"] = list(column.enum)
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: Table, column: Column, other: str, target: str) -> dict[str, Any] | None:
    if column.is_list:
        return None
    resource = "" if other == table.name else other
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [target]}}


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-") or "unknown"


def distinct_licences(rows: Iterable[tuple[str | None, int]]) -> tuple[str, ...]:
    """Return the names of licences, most used first, from (licence, documents)."""
    return tuple(licence for licence, _ in sorted(rows, key=lambda row: (-row[1], row[0] or "")) if licence)
