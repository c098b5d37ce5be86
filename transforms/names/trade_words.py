"""What people do for a living, by the ending of a word that is no known occupation: "las caficultoras A y B"."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.names.name_words import FULL_NAME, role_words
from transforms.names.saying import is_saying

# "cestera", "mariscador", "rempailleuse", "saunier"; the next word is the name
_TRADE = re.compile(
    r"(?<=\s)[a-zà-ÿ-]{2,}(?:ières?|iers?|eurs?|euses?|trices?|istes?|eras?|eros?|[ai]doras?|[ai]dor(?:es)?|toras?|tor(?:es)?|"
    r"istas?)(?=\s$)"
)
# The same endings, to see at once that a word has none of them.
_ENDINGS = tuple(
    ending + plural
    for ending, plurals in (
        *(
            (each, ("", "s"))
            for each in ("ière", "ier", "eur", "euse", "trice", "iste", "era", "ero", "ista")
        ),
        *((each, ("", "s")) for each in ("adora", "idora", "tora")),
        *((each, ("", "es")) for each in ("ador", "idor", "tor")),
    )
    for plural in plurals
)
_ONE_OR_SOME = r"(?:las?|los|el|les?|une?|unas?|unos)"
_ARTICLE = re.compile(rf"(?:\b{_ONE_OR_SOME}|(?:^|[.!?”»]\s)(?i:{_ONE_OR_SOME}))\s$")
_SAID_AHEAD = re.compile(rf"(?P<verb>[a-zà-ÿ]+)\s{_ONE_OR_SOME}\s$")
_SAID_BEHIND = re.compile(
    rf"{FULL_NAME}(?:,[^,.;:!?]{{2,80}},)?\s(?:a\s|ha\s|s['’]|se\s|ont\s|han\s)?(?P<verb>[a-zà-ÿ]+)"
)
_PAIR = re.compile(rf"{FULL_NAME}\s(?:et|y|e)\s[A-ZÀ-Þ]")


@lru_cache(maxsize=1)
def _no_trades() -> frozenset[str]:
    return frozenset(role_words()["no_trades"])


def singular_trade(word: str) -> str:
    """The word for one of them: "caficultora" of "caficultoras", "mariscador" of "mariscadores"."""
    return word[:-2] if word.endswith("ores") else word.removesuffix("s")


def trade_before(text: str, at: int) -> re.Match[str] | None:
    """The word for what somebody does right before the name at `at`; None where nothing shows that it is one.

    A verb of saying beside the phrase or the name shows it, or a plural before two names.
    """
    if not text[max(0, at - 30) : at].rstrip().endswith(_ENDINGS):
        return None
    trade = _TRADE.search(text, max(0, at - 30), at)
    if trade is None or trade[0] in _no_trades() or not _has_article(text, trade.start()):
        return None
    if trade[0].endswith("s") and _PAIR.match(text, at):
        return trade
    ahead = _SAID_AHEAD.search(text, max(0, trade.start() - 30), trade.start())
    behind = _SAID_BEHIND.match(text, at)
    is_told = any(verb is not None and is_saying(verb["verb"]) for verb in (ahead, behind))
    return trade if is_told else None


def _has_article(text: str, at: int) -> bool:
    return bool(_ARTICLE.search(text, max(0, at - 8), at))
