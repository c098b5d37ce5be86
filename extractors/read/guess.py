"""The language of a short text, by the statistics of its letters."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

LANGUAGES = ("en", "fr", "es")
# Below some sixty letters the statistics err: a name alone is "Italian".
ENOUGH = 60


def guess_language(text: str) -> str | None:
    """Return en, fr or es for a text long enough to tell, null for a shorter one."""
    if sum(character.isalpha() for character in text) < ENOUGH:
        return None
    return str(_identifier().classify(text)[0])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Imported here: it loads its model, which pages in markup do not need.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Any = cast(Any, LanguageIdentifier).from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
