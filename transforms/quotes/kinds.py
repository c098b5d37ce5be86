"""Tells quoted words that somebody said from titles, names, terms and set phrases in marks."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.gazetteer import fold
from transforms.quotes.attribution import Attribution, Grade
from transforms.quotes.marks import Quoted
from transforms.quotes.word_lists import any_of, word_lists

# "se sont dits « très satisfaits »": no "so-called".
_SAID_OF_SELF = r"(?<!sont )(?<!est )"


@lru_cache(maxsize=1)
def _naming() -> re.Pattern[str]:
    """`the film “Nine Months, One Wage”`, `a programme called “…”`, `section “Statements and Speeches”`, in small letters"""
    return re.compile(rf"\b{_SAID_OF_SELF}{any_of('naming', is_small=True)}\s?:?,?\s?$")


@lru_cache(maxsize=1)
def _named_behind() -> re.Pattern[str]:
    """`the “Walk the talk” campaign`"""
    return re.compile(rf"^\s{any_of('named')}\b")


@lru_cache(maxsize=1)
def _set_phrases() -> frozenset[str]:
    return frozenset(word_lists()["set_phrases"])


# "called the report “a map for the lost”": no name of the report
_JUDGED = re.compile(
    r"\b(?:called|calls|calling|described|describes|termed|qualifié|qualifie|décrit|calificó|califica|tildó|llamó|describió)\s"
    r"(?:the|this|that|her|his|their|le|la|les|ce|cette|el|los|las|este|esta|al|a\sla)\s[^.;:!?“”«»\"]{2,50}$"
)
_ARTICLE = re.compile(r"^(?:the|a|le|la|el|un|une)\s")
# "The court ruled that such clauses are “null and void”"
_OF_OTHERS = re.compile(r"\b(?:that|que|qu['’])\b")
AFTER_THAT = re.compile(r"(?:\b(?:that|que)|qu['’]|[:,])\s?$")


_WORD = re.compile(r"\w[\w’'-]*")
_LETTERS = re.compile(r"[^\W\d_][\w’'-]*")


def words_in(text: str, each: Quoted) -> int:
    """How many words stand between the marks."""
    return len(_WORD.findall(text, each.start, each.end))


def is_title(piece: str) -> bool:
    """Most of the longer words have capitals."""
    words = [word for word in _LETTERS.findall(piece) if len(word) > 3]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def is_named(text: str, each: Quoted) -> bool:
    """Whether the words beside the marks say that what stands in them is a name, a title or a term."""
    lead, behind = (
        text[max(0, each.outer_start - 32) : each.outer_start],
        text[each.outer_end : each.outer_end + 30],
    )
    if lead.rstrip().endswith(",") and text[each.start : each.start + 1].islower():
        return False  # "According to the report, “one woman in three” …"
    return bool(_naming().search(lead.lower()) or _named_behind().match(behind))


def is_set_phrase(text: str, each: Quoted) -> bool:
    """Whether the words are a phrase of the trade that nobody in particular says."""
    phrase = fold(text[each.start : each.end]).rstrip(".,")
    return _ARTICLE.sub("", phrase) in _set_phrases()


def ends_sentence(text: str, each: Quoted) -> bool:
    """Whether the quotation ends with a stop, inside of the marks or right behind them."""
    return (
        text[each.end - 1] in ".!?…"
        or text[each.outer_end : each.outer_end + 1] in {".", "!", "?"}
        or not text[each.outer_end :].strip()
    )


def is_sentence(text: str, each: Quoted, lead: str, least: int = 4) -> bool:
    """Whether the words are a sentence of their own; `lead` is what goes before in their sentence."""
    first = text[each.start : each.start + 1]
    return (
        (first.isupper() or first.isdigit() or first in "¿¡…[")
        and words_in(text, each) >= least
        and (not re.search(r"\w", lead) or lead.rstrip().endswith((":", "–", "—")))
        and ends_sentence(text, each)
        and not is_title(text[each.start : each.end])
    )


def is_quotation(text: str, each: Quoted, attribution: Attribution, lead: str) -> bool:
    """Whether words with this attribution are a quotation and no name of a thing.

    The less plainly the text says that they were said, the more the words must look like speech.
    """
    words, grade = words_in(text, each), attribution.grade
    piece = text[each.start : each.end]
    if not each.has_open and (piece[:1].islower() or not attribution.persons):
        return False
    if not each.has_close and not (attribution.persons and piece[-1] in ".!?…"):
        return False
    has_stop = piece[-1] in ".!?,…"
    if (
        is_title(piece)
        and words <= 12
        and not (has_stop and (grade is Grade.SAID or lead.rstrip().endswith(":")))
    ):
        return False
    if is_set_phrase(text, each) and not (grade is Grade.SAID and attribution.persons):
        return False
    if grade is Grade.SAID:
        return _is_said(text, each, words, piece)
    is_judged = words >= 4 and piece[:1].islower() and bool(attribution.persons and _JUDGED.search(lead))
    if is_named(text, each) and words <= 12 and piece[-1] not in ".!?" and not is_judged:
        return False
    if text[each.outer_start] in "‘'" and words < 5:
        return False
    if is_sentence(text, each, lead, 1 if grade is Grade.LED else 2 if attribution.goes_on else 3):
        return True
    if grade is Grade.LED:
        return _is_led(words, piece, attribution, lead)
    least = 3 if attribution.has_verb else 4
    return grade is Grade.SUBJECT and bool(attribution.persons) and words >= least and piece[:1].islower()


def _is_said(text: str, each: Quoted, words: int, piece: str) -> bool:
    """Behind the marks somebody says it: even one word counts when it stands as an utterance."""
    is_utterance = piece[-1] in ".!?,…" or text[each.outer_end : each.outer_end + 1] == ","
    if words >= 2:
        return is_utterance or not is_named(text, each)
    return words == 1 and piece[:1].isupper() and is_utterance


def _is_led(words: int, piece: str, attribution: Attribution, lead: str) -> bool:
    """A verb of saying leads to the words, which are part of its sentence."""
    least = 2 if attribution.persons or attribution.goes_on else 3 if _OF_OTHERS.search(lead) else 4
    if words < least:
        return False
    # `announced “Better Work”`: rather a name
    is_name = piece[:1].isupper() and words <= 5 and piece[-1] not in ".!?,"
    return not is_name or bool(AFTER_THAT.search(lead))
