"""What a reader gets, and what a reader is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractors.model import Capture, Page, SiteGeneration
from extractors.read.declared.metadata import Metadata, read_metadata
from extractors.read.markup.decode import Decoded
from extractors.read.markup.tree import Html
from extractors.sources import Source


@dataclass(frozen=True)
class Material:
    """One capture, decoded and parsed once. Readers only look at it."""

    capture: Capture
    html: Html
    decoded: Decoded
    source: Source | None = None

    @property
    def url(self) -> str:
        """The address of the capture."""
        return self.capture.url

    @cached_property
    def metadata(self) -> Metadata:
        """What the page declares in structured form."""
        return read_metadata(self.html)


@dataclass(frozen=True)
class Reader:
    """One version of the reader of one site generation.

    Valid for captures up to and including `valid_until` (null: until now). `fits` says whether the
    markup is what this version was written for; when it is not, the page goes to the generic reader.
    """

    generation: SiteGeneration
    name: str
    version: str
    read: Callable[[Material], Page]
    fits: Callable[[Html], bool] = lambda html: True
    valid_until: date | None = None
