"""The public contract: every curated table, described once. This is public API.

`TABLES` maps the name of a table (without the schema `curated`) to its description. A test fails when
the SQL models, this contract or the pages derived from it differ.
"""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.contract import document_tables, entity_tables, overview_tables, text_tables
from warehouse.contract.words import Column, Table

TABLES: Mapping[str, Table] = {
    table.name: table
    for tables in (document_tables, entity_tables, text_tables, overview_tables)
    for table in tables.TABLES
}

__all__ = ["TABLES", "Column", "Table"]
