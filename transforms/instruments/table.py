"""The instruments of the vocabulary by their ids, built once."""

from __future__ import annotations

from functools import lru_cache

from transforms.vocabulary import Instrument, instruments


@lru_cache(maxsize=1)
def instruments_by_id() -> dict[str, Instrument]:
    """The instruments of the vocabulary by instrument_id."""
    return {each.instrument_id: each for each in instruments()}
