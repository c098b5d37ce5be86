"""Tells quoted words that a document says: a text of law, a report, a sign."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.quotes.kinds import AFTER_THAT, is_named, is_set_phrase, is_title, words_in
from transforms.quotes.marks import Quoted
from transforms.quotes.word_lists import any_of


@lru_cache(maxsize=1)
def _stating() -> re.Pattern[str]:
    """ "defines violence as “a range of ...”", "recognises “the right of everyone”"."""
    return re.compile(rf"\b{any_of('stating')}\b[^.!?“”«»\"]{{0,110}}$")


@lru_cache(maxsize=1)
def _law() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('law')}|{any_of('prescribing')}|C\.?\d{{3}})\b")


@lru_cache(maxsize=1)
def _document() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('document')}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _document_alone() -> re.Pattern[str]:
    """ "The resolution “requests the Secretary-General to …”": the verb itself is quoted."""
    return re.compile(
        rf"^(?:[Tt]he|[Ll]a|[Ll]e|[Ll]['’]|[Ee]l)\s?(?:{any_of('law')}|(?i:{any_of('document')}))\b[^,;:]{{0,40}}$"
    )


@lru_cache(maxsize=1)
def _law_says() -> re.Pattern[str]:
    """ "recalls that Convention No. 122 asks for a policy “…”", "cite l'article 2 : chaque Membre doit « … »"."""
    law, stating = any_of("law"), any_of("stating")
    article = r"(?:the\s|this\s|la\s|le\s|el\s|cette\s|l['’])?"
    return re.compile(
        rf"\b(?:that\s|que\s|qu['’]){article}(?:{law})\b[^.;:]{{0,60}}?\b{stating}\b[^.;:]{{0,90}}$|"
        rf"\b(?:{law})\b[^.;:]{{0,60}}\s?:\s\w[^.;:]{{3,60}}$"
    )


def is_in_words_of_law(lead: str) -> bool:
    """Whether a clause about what a text of law says leads to the marks, whoever quotes it."""
    return bool(_law_says().search(lead))


@lru_cache(maxsize=1)
def _law_subject() -> re.Pattern[str]:
    """ "La Déclaration universelle proclame « … »": a text of law is the subject of the clause before the marks."""
    return re.compile(
        rf"^(?:[Tt]he|[Tt]his|[Ll]a|[Ll]e|[Ll]['’]|[Ee]l|[Cc]ette|[Cc]et|[Cc]e|[Ee]sta|[Ee]ste)\s?(?:{any_of('law')})\b[^.;:!?]{{0,80}}?"
        rf"\b{any_of('stating')}\b[^.;:!?]{{0,60}}$"
    )


@lru_cache(maxsize=1)
def _law_again() -> re.Pattern[str]:
    """ "La Convention est entrée en vigueur. Elle demande que … «": a pronoun for the text that opens the sentence before."""
    return re.compile(rf"^(?:It|Elle|Il|Ella|Este|Esta|Ésta|Éste)\s{any_of('stating')}\b[^.;:!?]{{0,80}}$")


@lru_cache(maxsize=1)
def _opens_with_law() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[.!?]\s)(?:[Tt]he|[Tt]his|[Ll]a|[Ll]e|[Ll]['’]|[Ee]l)\s?(?:{any_of('law')})\b[^.!?]*[.!?]\s*$"
    )


def is_said_by_law(lead: str, ahead: str) -> bool:
    """Whether a text of law says what stands in the marks behind `lead`; `ahead` is what goes before its sentence."""
    if _PERSON.search(lead[4:]):
        return False
    if _law_subject().match(lead):
        return True
    return bool(_law_again().match(lead)) and bool(_opens_with_law().search(ahead))


# "The sign reads “Back before school”", "En la pared se lee “…”", "Une pancarte proclame : « … »"
_READS = re.compile(
    r"(?:\b(?:reads?|reading|proclaims?|se\s(?:puede\s)?(?:lee|leía)|puede\sleerse|on\s(?:peut|pouvait|a\spu)\slire|"
    r"(?:peut|pouvait)-on\slire|lit-on|proclame)|(?P<said>\b(?:says?|said|dice|decía|dit|disait)))\s?:?\s?$"
)
_PERSON = re.compile(
    r"[\ue100-\uf8ff]|\b(?:[Ss]he|[Hh]e|I|[Ww]e|[Tt]hey|[Ww]ho|[Ee]lle|[Ii]l|[Jj]e|[Nn]ous|[Ee]lla|[Éé]l|[Qq]ui|[Qq]uien)\b"
)


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
    if piece[:1].isupper() and not AFTER_THAT.search(lead) and piece[-1] not in ".!?":
        return False
    return bool(_stating().search(lead)) and not is_title(piece) and not is_set_phrase(text, each)


def _is_read(lead: str) -> bool:
    """Whether the words right before the marks say that something bears what stands in them."""
    reads = _READS.search(lead)
    if not reads or _PERSON.search(lead):
        return False
    return not reads["said"] or bool(_document().search(lead))
