"""Finds the verbs of saying of a text and marks them: patterns then read "subject, verb", not thousands of forms.

The forms are those of `verbs.yml` and those made from the stems of `saying.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from transforms.vocabulary import read_yaml

_SIGN, _FILL = "\ue004", "\ue005"
# A verb of saying as it stands in marked text.
VERB = f"{_SIGN}{_FILL}*"

_AUXILIARY = re.compile(r"^(?:a|ont|avait|ha|han|s'est)\s(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
# Stems that end so take no plain s: "echoes".
_HISSING = ("s", "sh", "ch", "x", "z", "o")


def mark_saying(text: str) -> str:
    """The text, as long as before, with every verb of saying as a sign and fillers."""
    plain = text.replace("’", "'")
    table = _table()
    words = _WORD.findall(plain)
    if table.keys().isdisjoint(words):
        return text
    pieces: list[str] = []
    done = at = 0
    for word in words:
        at = plain.find(word, at)
        forms = table.get(word) if at >= done else None
        end = _verb_end(plain, at, forms) if forms else None
        if end:
            pieces += [text[done:at], _SIGN, _FILL * (end - at - 1)]
            done = end
        at += len(word)
    return "".join([*pieces, text[done:]])


def is_saying(word: str) -> bool:
    """Whether one word is a verb of saying."""
    return word in _forms()


def is_spanish(form: str) -> bool:
    """Whether the words are a Spanish form, which needs no subject beside it; with a capital it opens a sentence."""
    return form[:1].lower() + form[1:] in _spanish_forms()


def _verb_end(plain: str, start: int, forms: tuple[str, ...]) -> int | None:
    """Where the verb that begins at a place ends; None where none of the forms stands there."""
    for form in forms:
        end = start + len(form)
        behind = plain[end : end + 1]
        if plain.startswith(form, start) and not behind.isalnum() and behind != "'":
            return end
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Every form by its first word, the longest first."""
    found: dict[str, list[str]] = {}
    for form in _forms():
        first = _WORD.match(form)
        if first:
            found.setdefault(first[0], []).append(form)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in found.items()}


@lru_cache(maxsize=1)
def _spanish_forms() -> frozenset[str]:
    return frozenset({*read_yaml("verbs.yml")["es"], *_spanish()})


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    # "a déclaré": the auxiliary is one of the small words before a verb.
    listed = (_AUXILIARY.sub("", form) for forms in read_yaml("verbs.yml").values() for form in forms)
    return frozenset({*listed, *_english(), *_french(), *_spanish()})


@lru_cache(maxsize=1)
def _stems() -> Any:  # noqa: ANN401  (a data file of lists by language)
    return read_yaml("saying.yml")


def _english() -> Iterator[str]:
    yield from _stems()["en"]["forms"]
    for stem in _stems()["en"]["regular"]:
        yield from (f"{stem}ed", f"{stem}es", f"{stem}ing")
        if not stem.endswith(_HISSING):
            yield f"{stem}s"
        if stem.endswith("if"):
            yield from (f"{stem}ied", f"{stem}ies", f"{stem}ying")


def _french() -> Iterator[str]:
    yield from _stems()["fr"]["forms"]
    for stem in [*_stems()["fr"]["er"], *_stems()["fr"]["reflexive"]]:
        yield from (
            f"{stem}e",
            f"{stem}ent",
            f"{stem}ait",
            f"{stem}aient",
            f"{stem}a",
            f"{stem}é",
            f"{stem}ée",
        )


def _spanish() -> Iterator[str]:
    yield from _stems()["es"]["forms"]
    for stem in _stems()["es"]["ar"]:
        yield from (
            f"{stem}ó",
            f"{stem}a",
            f"{stem}aron",
            f"{stem}an",
            f"{stem}aba",
            f"{stem}ando",
            f"{stem}ado",
        )
