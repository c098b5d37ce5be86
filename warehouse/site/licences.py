"""How much of a text the site may print: all of it under CC BY, else the summary and short extracts."""

from __future__ import annotations

import re

# CC BY 4.0, CC-BY-4.0, CC BY 3.0 IGO; not CC BY-NC-ND 4.0
OPEN = re.compile(r"CC[ -]BY[ -]\d(\.\d)?( IGO)?", re.I)
EXTRACT_WORDS = 40


def is_open(licence: str | None) -> bool:
    """Whether the full text may be printed. An unknown licence is not open."""
    return bool(licence and OPEN.fullmatch(licence.strip()))


def extract(text: str, words: int = EXTRACT_WORDS) -> str:
    """Return the first words of a text, with an ellipsis where it was cut."""
    found = text.split()
    return text if len(found) <= words else f"{' '.join(found[:words])} …"
