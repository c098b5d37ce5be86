"""axe-core in a page: the rules of WCAG 2.2 AA that a machine can check."""

from __future__ import annotations

import lzma
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """Return what breaks a rule in the page as it is: the rule, the element, and what to do."""
    page.evaluate(_axe())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{violation['id']}: {node['html'][:160]} – {' '.join(node['failureSummary'].split())}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@cache
def _axe() -> str:
    return lzma.decompress((Path(__file__).parent / "axe.min.js.xz").read_bytes()).decode()
