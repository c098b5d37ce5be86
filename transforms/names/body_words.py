"""The words of names of bodies outside the vocabulary of organisations, as patterns."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from transforms.alternation import alternation
from transforms.vocabulary import read_yaml

CAP = r"[A-ZÀ-ÞİŞ][\w'’.&-]*[\w'’]"


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_yaml("body_words.yml")
    return words


@lru_cache(maxsize=16)
def words(kind: str) -> frozenset[str]:
    """The words of one kind: `generic`, `portfolios`, `not_bodies` …"""
    return frozenset(_words()[kind])


@lru_cache(maxsize=16)
def pattern(kind: str) -> str:
    """An alternation of the words of one kind."""
    return alternation(words(kind))
