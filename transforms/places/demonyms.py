"""The forms of a demonym: feminine and plural, by the regular endings of each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

# Masculine ending, feminine ending; the first that fits decides.
_FRENCH = (
    ("éen", "éenne"),
    ("ien", "ienne"),
    ("yen", "yenne"),
    ("on", "onne"),
    ("ain", "aine"),
    ("é", "ée"),
    ("è", "è"),
    ("e", "e"),
    ("i", "ie"),
)
_SPANISH = (
    ("án", "ana"),
    ("és", "esa"),
    ("ón", "ona"),
    ("ín", "ina"),
    ("o", "a"),
    ("e", "e"),
    ("a", "a"),
    ("í", "í"),
    ("ú", "ú"),
)
_NO_PLURAL = ("ese", "ish", "ch", "ss", "ois", "chman", "men", "chwoman")


def forms(language: str, demonym: str) -> tuple[str, ...]:
    """Every form of `demonym`, given in the masculine; all forms as they stand behind `=`."""
    if demonym.startswith("="):
        return tuple(demonym[1:].split())
    return tuple(dict.fromkeys(_BY_LANGUAGE[language](demonym)))


def _english(demonym: str) -> Iterable[str]:
    yield demonym
    if not demonym.endswith(_NO_PLURAL):
        yield f"{demonym[:-1]}ies" if demonym.endswith("ry") else f"{demonym}s"


def _french(masculine: str) -> Iterable[str]:
    feminine = _feminine(masculine, _FRENCH) or f"{masculine}e"
    yield from (masculine, feminine, f"{feminine}s")
    yield masculine if masculine.endswith(("s", "x")) else f"{masculine}s"


def _spanish(masculine: str) -> Iterable[str]:
    feminine = _feminine(masculine, _SPANISH) or masculine
    yield from (masculine, feminine, f"{feminine}s")
    if masculine.endswith(("í", "ú")):
        yield f"{masculine}es"
    stem = feminine[:-1] if feminine.endswith("a") and not masculine.endswith("a") else masculine
    yield f"{stem}os" if masculine.endswith("o") else f"{stem.rstrip('e')}es"


def _feminine(masculine: str, endings: Iterable[tuple[str, str]]) -> str | None:
    for ending, feminine in endings:
        if masculine.endswith(ending):
            return masculine[: -len(ending)] + feminine
    return None


_BY_LANGUAGE: dict[str, Callable[[str], Iterable[str]]] = {"en": _english, "fr": _french, "es": _spanish}
