"""Reads what only the notes of a release (`RELEASE.md`) keep after it is gone."""

from __future__ import annotations

import re

# Status: rejected. A fatal check failed; …
REJECTED = re.compile(r"^Status: rejected\b", re.M)
# ### keys_unique (fatal)
FATAL = re.compile(r"^### (\S+) \(fatal\)$", re.M)


def is_rejected(notes: str) -> bool:
    """Whether the release did not become the current one."""
    return REJECTED.search(notes) is not None


def fatal_checks(notes: str) -> list[str]:
    """Return the names of the fatal checks that failed."""
    return FATAL.findall(notes)


def schema_changes(notes: str) -> list[tuple[str, str]]:
    """Return the changes of table structure: (table, what changed)."""
    _, _, section = notes.partition("\n## Schema changes\n")
    section = section.partition("\n## ")[0]
    found = []
    for line in section.splitlines():
        # - `documents`: new column `kicker` (VARCHAR)
        table, separator, text = line.removeprefix("- `").partition("`: ")
        if line.startswith("- `") and separator:
            found.append((table, text))
    return found
