"""The one place where a response gets its verdict: a table of small rules, the first that fits wins.

Rules about words on a page apply to thin pages only (few words outside menus): an article under a
cookie banner, or one that writes about captchas, is an ordinary page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from extractors.collect.verdicts.forms import (
    decide_form,
    decide_machine_readable,
    decide_page,
    decide_wholeness,
)
from extractors.collect.verdicts.looks import Look, Outcome, Rule, Wanted, wanted_of
from extractors.collect.verdicts.markers import CHALLENGE_MARKUP, MAINTENANCE
from extractors.collect.verdicts.walls import decide_wall
from extractors.model import Verdict

__all__ = ["Outcome", "decide_verdict", "wanted_of"]

GONE = frozenset({404, 410})
WALLS = frozenset({401, 407})
REFUSALS = frozenset({403, 429, 451})


def decide_verdict(
    *,
    url: str,
    status: int,
    headers: Mapping[str, str] | Iterable[tuple[str, str]],
    body: bytes,
    wanted: Wanted,
) -> Outcome:
    """Return the verdict of a response, why (None for ordinary ones), and the address it points to.

    `body` is the decoded entity; a body that is still gzip under `Content-Encoding: gzip` is looked at
    too. Pure and cheap: no parsing of HTML, at most 400 KB are looked at.
    """
    pairs = tuple(headers.items()) if isinstance(headers, Mapping) else tuple(headers)
    if wanted == "document":
        wanted = wanted_of(url)
    look = Look(url, status, pairs, body, wanted)
    for rule in RULES:
        outcome = rule(look)
        if outcome:
            return outcome
    return Verdict.OK, None, None


def _status(look: Look) -> Outcome | None:
    if look.status == 304:
        return Verdict.NOT_MODIFIED, None, None
    if look.status in GONE:
        return Verdict.GONE, f"status {look.status}", None
    if look.status in WALLS:
        return Verdict.LOGIN_WALL, f"status {look.status}", None
    if 300 <= look.status < 400:
        target = look.header("location")
        return Verdict.REDIRECT_STUB, f"status {look.status}", urljoin(look.url, target) if target else None
    return _refusal(look) if look.status >= 400 else None


def _refusal(look: Look) -> Outcome:
    if look.status in REFUSALS:
        return Verdict.BLOCKED, f"status {look.status}", None
    challenge = look.is_html and look.has(*CHALLENGE_MARKUP)
    if challenge:
        return Verdict.BLOCKED, f"status {look.status}, {challenge!r}", None
    if look.status == 503 and look.is_html and look.says(*MAINTENANCE):
        return Verdict.MAINTENANCE, "status 503", None
    return Verdict.ERROR, f"status {look.status}", None


def _no_answer(look: Look) -> Outcome | None:
    return (Verdict.ERROR, f"status {look.status}", None) if look.status < 200 else None


# In this order; the first that gives an outcome decides. Behind the last one a response is `ok`.
RULES: tuple[Rule, ...] = (
    _status,
    _no_answer,
    decide_wholeness,
    decide_machine_readable,
    decide_wall,
    decide_form,
    decide_page,
)
