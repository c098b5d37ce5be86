"""Tells quoted words that somebody said from titles, names, terms and set phrases in marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from transforms.gazetteer import fold
from transforms.quotes.attribution import Attribution, Grade
from transforms.quotes.marks import Quoted
from transforms.vocabulary import read_yaml

# "se sont dits « très satisfaits »": no "so-called".
_SAID_OF_SELF = r"(?<!sont )(?<!est )"


@lru_cache(maxsize=1)
def _lists() -> Any:  # noqa: ANN401  (a data file of lists of words)
    return read_yaml("quote_words.yml")


def _any_of(key: str) -> str:
    """The words of a list as alternatives; `*` stands for any ending, an apostrophe for either form."""
    words = (re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in _lists()[key])
    return rf"(?:{'|'.join(words)})"


@lru_cache(maxsize=1)
def _naming() -> re.Pattern[str]:
    """`the film “Nine Months, One Wage”`, `a programme called “…”`, `section “Statements and Speeches”`"""
    return re.compile(rf"\b{_SAID_OF_SELF}{_any_of('naming')}\s?:?,?\s?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _named_behind() -> re.Pattern[str]:
    """`the “Walk the talk” campaign`"""
    return re.compile(rf"^\s{_any_of('named')}\b")


@lru_cache(maxsize=1)
def _stating() -> re.Pattern[str]:
    """ "defines violence as “a range of ...”", "recognises “the right of everyone”"."""
    return re.compile(rf"\b{_any_of('stating')}\b[^.!?“”«»\"]{{0,110}}$")


@lru_cache(maxsize=1)
def _set_phrases() -> frozenset[str]:
    return frozenset(_lists()["set_phrases"])


@lru_cache(maxsize=1)
def _law() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('law')}|{_any_of('prescribing')}|C\.?\d{{3}})\b")


@lru_cache(maxsize=1)
def _document() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of('document')}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _document_alone() -> re.Pattern[str]:
    """ "The resolution “requests the Secretary-General to …”": the verb itself is quoted."""
    return re.compile(
        rf"^(?:[Tt]he|[Ll]a|[Ll]e|[Ll]['’]|[Ee]l)\s?(?:{_any_of('law')}|(?i:{_any_of('document')}))\b[^,;:]{{0,40}}$"
    )


@lru_cache(maxsize=1)
def _law_says() -> re.Pattern[str]:
    """ "recalls that Convention No. 122 asks for a policy “…”", "cite l'article 2 : chaque Membre doit « … »"."""
    law, stating = _any_of("law"), _any_of("stating")
    article = r"(?:the\s|this\s|la\s|le\s|el\s|cette\s|l['’])?"
    return re.compile(
        rf"\b(?:that\s|que\s|qu['’]){article}(?:{law})\b[^.;:]{{0,60}}?\b{stating}\b[^.;:]{{0,90}}$|"
        rf"\b(?:{law})\b[^.;:]{{0,60}}\s?:\s\w[^.;:]{{3,60}}$"
    )


def is_in_words_of_law(lead: str) -> bool:
    """Whether a clause about what a text of law says leads to the marks, whoever quotes it."""
    return bool(_law_says().search(lead))


# "The sign reads “Back before school”", "En la pared se lee “…”", "Une pancarte proclame : « … »"
_READS = re.compile(
    r"(?:\b(?:reads?|reading|proclaims?|se\s(?:puede\s)?(?:lee|leía)|puede\sleerse|on\s(?:peut|pouvait|a\spu)\slire|"
    r"(?:peut|pouvait)-on\slire|lit-on|proclame)|(?P<said>\b(?:says?|said|dice|decía|dit|disait)))\s?:?\s?$"
)
_PERSON = re.compile(
    r"[\ue100-\uf8ff]|\b(?:[Ss]he|[Hh]e|I|[Ww]e|[Tt]hey|[Ww]ho|[Ee]lle|[Ii]l|[Jj]e|[Nn]ous|[Ee]lla|[Éé]l|[Qq]ui|[Qq]uien)\b"
)
# "called the report “a map for the lost”": no name of the report
_JUDGED = re.compile(
    r"\b(?:called|calls|calling|described|describes|termed|qualifié|qualifie|décrit|calificó|califica|tildó|llamó|describió)\s"
    r"(?:the|this|that|her|his|their|le|la|les|ce|cette|el|los|las|este|esta|al|a\sla)\s[^.;:!?“”«»\"]{2,50}$"
)
_ARTICLE = re.compile(r"^(?:the|a|le|la|el|un|une)\s")
# "The court ruled that such clauses are “null and void”"
_OF_OTHERS = re.compile(r"\b(?:that|que|qu['’])\b")
_AFTER_THAT = re.compile(r"(?:\b(?:that|que)|qu['’]|[:,])\s?$")


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
    return bool(_naming().search(lead) or _named_behind().match(behind))


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
    return not is_name or bool(_AFTER_THAT.search(lead))


def is_of_document(text: str, each: Quoted, lead: str) -> bool:
    """Words of a document: a verb of stating leads to a fragment of some length."""
    is_law = bool(_law().search(lead))
    least = 2 if is_law else 3 if _document().search(lead) else 5
    if not (each.has_open and each.has_close):
        return False
    piece = text[each.start : each.end]
    if _is_read(lead) and words_in(text, each) >= 3 and not is_title(piece):
        return True
    if words_in(text, each) < least:
        return False
    if _document_alone().match(lead) and piece[:1].islower() and words_in(text, each) >= 4:
        return True
    if is_named(text, each):
        return False
    if piece[:1].isupper() and not _AFTER_THAT.search(lead) and piece[-1] not in ".!?":
        return False
    return bool(_stating().search(lead)) and not is_title(piece) and not is_set_phrase(text, each)


def _is_read(lead: str) -> bool:
    """Whether the words right before the marks say that something bears what stands in them."""
    reads = _READS.search(lead)
    if not reads or _PERSON.search(lead):
        return False
    return not reads["said"] or bool(_document().search(lead))
