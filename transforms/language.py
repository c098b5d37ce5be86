"""The language of running text: detected among en, fr and es, checked against the declared one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from extractors.model import Issue, Passage, PassageKind

DETECTED = ("en", "fr", "es")
UNDETERMINED = "und"

# Below about 20 letters the model guesses ("ILO" is Spanish to it).
_FEWEST_LETTERS = 20
# The beginning of a passage tells its language; the rest costs time.
_READ_CHARACTERS = 160
# Words that only one of the three languages has; many of one and hardly any of another decide
# without the model, which takes twenty times as long.
_OWN_WORDS = {
    "en": frozenset(
        {"the", "of", "and", "to", "for", "with", "by", "is", "was", "were", "that", "from", "at"}
    )
    | frozenset({"who", "which", "they", "their", "has", "have", "are", "been", "this", "will"})
    | frozenset({"in", "it", "its", "he", "she", "her", "his", "had", "not", "said", "women", "work"}),
    "fr": frozenset(
        {"le", "les", "des", "du", "et", "une", "dans", "pour", "par", "qui", "sur", "avec", "est"}
    )
    | frozenset({"sont", "aux", "au", "ont", "cette", "ces", "leur", "leurs", "elles", "ils"})
    | frozenset({"il", "elle", "nous", "ne", "pas", "dont", "être", "selon", "femmes", "travail", "non"}),
    "es": frozenset(
        {"el", "los", "las", "del", "y", "una", "para", "por", "con", "su", "sus", "al", "es", "fue"}
    )
    | frozenset({"como", "sobre", "son", "esta", "este", "han", "ha", "desde", "hasta"})
    | frozenset({"más", "también", "pero", "muy", "sin", "cuando", "según", "mujeres", "trabajo", "fueron"}),
}
_LANGUAGE_OF_WORD = {word: language for language, words in _OWN_WORDS.items() for word in words}
_FEWEST_OWN_WORDS = 3
# A short passage of names and numbers must not outvote what the page declares.
_FEWEST_LETTERS_TO_OVERRULE = 60
_RUNNING_TEXT = frozenset(
    {PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION, PassageKind.SUMMARY}
)


@lru_cache(maxsize=1)
def _identifier() -> Any:  # noqa: ANN401  (the package has no types)
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)  # type: ignore[no-untyped-call]
    identifier.set_languages(list(DETECTED))
    return identifier


_LETTERS = re.compile(r"[^\W\d_]+")
# What a plain text holds beside letters.
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_ENOUGH_LETTERS = re.compile(rf"(?:[\W\d_]*[^\W\d_]){{{_FEWEST_LETTERS}}}")
# Hardly a text has any of these: most need no count. The marks from U+2000 are no letters.
_PERHAPS_NOT_LATIN = re.compile(r"[\u0250-\u1dff\u1f00-\u1fff\u2070-\U0010ffff]")


@lru_cache(maxsize=2048)
def detect_language(text: str) -> str:
    """`en`, `fr` or `es`; `und` for text of under 20 letters or not mainly in Latin letters."""
    sample = text[:_READ_CHARACTERS]
    if not _ENOUGH_LETTERS.match(sample):
        return UNDETERMINED
    if _PERHAPS_NOT_LATIN.search(sample) and 2 * len(_NOT_LATIN.findall(sample)) > _letter_count(sample):
        return UNDETERMINED
    return _by_own_words(sample) or str(_identifier().classify(sample)[0])


def _by_own_words(text: str) -> str | None:
    """The language whose own words stand in the text, where they are many and alone."""
    languages = [*map(_LANGUAGE_OF_WORD.get, text.lower().split())]
    counts = [languages.count(each) for each in DETECTED]
    _, second, first = sorted(counts)
    is_clear = first >= _FEWEST_OWN_WORDS and first >= 3 * second
    return DETECTED[counts.index(first)] if is_clear else None


def _letter_count(text: str) -> int:
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_LETTERS))
    return sum(map(len, _LETTERS.findall(text)))


def find_language(passages: Sequence[Passage], declared: str) -> tuple[str, list[Issue]]:
    """The language of the running text, with an issue when the page declares another one.

    Of two languages the one with more letters. What is declared stands where there is too little
    text to overrule it, or where it is a language that is not looked for.
    """
    texts = _texts_by_language(passages)
    if not texts:
        return declared or UNDETERMINED, []
    if list(texts) == [declared]:
        return declared, []
    letters = {language: sum(map(_letter_count, each)) for language, each in texts.items()}
    detected = max(sorted(letters), key=lambda language: letters[language])
    if detected == declared or (declared and declared not in {*DETECTED, UNDETERMINED}):
        return declared, []
    if declared in DETECTED and letters[detected] < _FEWEST_LETTERS_TO_OVERRULE:
        return declared, []
    if declared not in DETECTED:
        return detected, []
    message = f"the page declares {declared}, its text is {detected}"
    return detected, [Issue("language_differs", message, "language")]


def passage_languages(passages: Sequence[Passage], default: str) -> dict[int, str]:
    """The language of each passage by ordinal; that of the document where a passage is short."""
    return {passage.ordinal: _passage_language(passage.text, default) for passage in passages}


def _passage_language(text: str, default: str) -> str:
    if len(text) < _FEWEST_LETTERS_TO_OVERRULE:
        return default
    detected = detect_language(text)
    return default if detected == UNDETERMINED else detected


def _texts_by_language(passages: Sequence[Passage]) -> dict[str, list[str]]:
    """The running texts by language; of every passage where there is no running text."""
    running = [each for each in passages if each.kind in _RUNNING_TEXT] or list(passages)
    texts: dict[str, list[str]] = defaultdict(list)
    for passage in running:
        language = detect_language(passage.text)
        if language != UNDETERMINED:
            texts[language].append(passage.text)
    return dict(texts)
