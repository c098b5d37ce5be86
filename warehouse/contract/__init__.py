"""The public contract: every curated table, described once. This is public API.

`TABLES` maps the name of a table (without the schema `curated`) to its description. A test fails when
the SQL models, this contract or the pages derived from it differ.
"""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.contract.words import Column, Table

TABLES: Mapping[str, Table] = {}

__all__ = ["TABLES", "Column", "Table"]
