"""The two ways in which a name or a text of ours gets into a statement that takes no parameters."""

from __future__ import annotations


def identifier(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as a quoted SQL string."""
    return "'" + text.replace("'", "''") + "'"
