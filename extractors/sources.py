"""Source files: what to collect, how often, what must hold. One YAML file a source, validated here.

Every problem of every file is reported at once, as (file, key, value, what is wrong).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from extractors.errors import SourceDefinitionError
from extractors.model import DocumentType, Route, SiteGeneration

# The loader in C is ten times faster; not every build of the package has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _regex(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    return value


Pattern = Annotated[str, Field(min_length=1)]


class Feed(_Strict):
    """An RSS or Atom feed."""

    kind: Literal["feed"]
    url: str


class Sitemap(_Strict):
    """A sitemap or sitemap index; `last_pages` asks only for the newest N pages of an index.

    `is_whole`, here and below: whether the entry lists everything the source has. Only a walk of such
    entries to their end may mark documents as withdrawn.
    """

    kind: Literal["sitemap"]
    url: str
    last_pages: int | None = Field(default=None, ge=1)
    is_whole: bool = True


class ListingWalk(_Strict):
    """An HTML listing with a pager. `max_pages` guards against endless pagers."""

    kind: Literal["listing"]
    url: str
    max_pages: int = Field(default=500, ge=1)
    is_whole: bool = True


class Addresses(_Strict):
    """Addresses known beforehand."""

    kind: Literal["addresses"]
    urls: list[str] = Field(min_length=1)


class Cdx(_Strict):
    """A web archive's CDX index, by address prefix."""

    kind: Literal["cdx"]
    prefix: str
    endpoint: str | None = None


class Sru(_Strict):
    """An SRU server: one query, MARCXML records, resumed by start record."""

    kind: Literal["sru"]
    url: str
    query: str
    record_schema: str = "marcxml"
    page_size: int = Field(default=50, ge=1, le=100)
    is_whole: bool = True


Discover = Annotated[Feed | Sitemap | ListingWalk | Addresses | Cdx | Sru, Field(discriminator="kind")]


class Politeness(_Strict):
    """How gently a host is asked. `delay` in seconds between two requests to one host."""

    delay: float = Field(default=5.0, ge=0)
    jitter: float = Field(default=1.0, ge=0)
    concurrency: int = Field(default=1, ge=1, le=4)
    daily_requests: int = Field(default=2000, ge=1)


class RecheckRule(_Strict):
    """Documents published up to `younger_than_days` ago are asked again every `every_days`."""

    younger_than_days: int | None = Field(default=None, ge=1)
    every_days: int = Field(ge=1)


class LicenceRule(_Strict):
    """The licence of documents published from a day on (inclusive)."""

    licence: str
    from_date: date | None = None


class Bounds(_Strict):
    """Bounds of a count: the minimum is fatal, the maximum a warning."""

    minimum: int | None = Field(default=None, ge=0)
    maximum: int | None = Field(default=None, ge=0)


class Expect(_Strict):
    """What must hold for a complete run and in total."""

    documents_per_run: Bounds = Bounds()
    documents_total: Bounds = Bounds()
    max_blocked_share: float = Field(default=0.2, ge=0, le=1)


class DocumentTypeRule(_Strict):
    """An address pattern and the document type it means."""

    pattern: Pattern
    document_type: DocumentType
    publication_type: str | None = None

    _check = field_validator("pattern")(_regex)


class Statement(_Strict):
    """One thing believed of the site: `verified` in real bytes, or `assumed`."""

    verified: list[str] = []
    assumed: list[str] = []


class Source(_Strict):
    """A thing we collect from."""

    source_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    publisher: Literal["ILO", "UN Women", "UN WomenWatch"]
    site_generation: SiteGeneration
    languages: list[str] = Field(min_length=1)
    hosts: list[str] = Field(min_length=1)
    document_types: list[DocumentTypeRule] = []
    discover: list[Discover] = []
    include: list[Pattern] = Field(min_length=1)
    exclude: list[Pattern] = []
    routes: list[Route] = Field(min_length=1)
    frequency: Literal["daily", "weekly", "archive-only"]
    politeness: Politeness = Politeness()
    recheck: list[RecheckRule] = []
    licence: list[LicenceRule] = Field(min_length=1)
    expect: Expect = Expect()
    notes: Statement = Statement()
    allow_private_hosts: bool = False

    @field_validator("include", "exclude")
    @classmethod
    def _patterns(cls, values: list[str]) -> list[str]:
        return [_regex(value) for value in values]

    @model_validator(mode="after")
    def _live_sources_discover(self) -> Source:
        if self.frequency != "archive-only" and not self.discover:
            raise ValueError("discover: a source that is collected live needs at least one entry")
        return self

    def covers(self, url: str) -> bool:
        """Whether an address (any spelling of it) belongs to this source."""
        return any(re.search(p, url) for p in self.include) and not any(
            re.search(p, url) for p in self.exclude
        )

    def type_of(self, url: str) -> DocumentTypeRule | None:
        """The first document type rule whose pattern fits an address."""
        return next((rule for rule in self.document_types if re.search(rule.pattern, url)), None)


def load_sources(folder: Path) -> dict[str, Source]:
    """Return every source of a folder by its id.

    Raises:
        SourceDefinitionError: naming each file, key and value that is wrong, all at once.
    """
    sources, problems = read_source_files(folder)
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise SourceDefinitionError(
            f"{len(problems)} problem(s) in the source files of {folder}:\n{listed}",
            hint="mend the keys named above, then run `equalwork sources check`",
        )
    return sources


def read_source_files(folder: Path) -> tuple[dict[str, Source], list[str]]:
    """Return the valid sources of a folder and a line for each problem in the others."""
    files = sorted(folder.glob("*.yml"))
    if not files:
        return {}, [f"{folder}: no source files (*.yml) here"]
    sources: dict[str, Source] = {}
    problems: list[str] = []
    for file in files:
        try:
            source = _read_source(file)
        except SourceDefinitionError as error:
            problems.extend(error.message.splitlines())
            continue
        sources[source.source_id] = source
    return sources, problems


def choose_source(sources: Iterable[Source], url: str) -> Source | None:
    """Return the first source, by id, that covers an address."""
    return next((s for s in sorted(sources, key=lambda s: s.source_id) if s.covers(url)), None)


def _read_source(file: Path) -> Source:
    try:
        data: Any = yaml.load(file.read_text("utf-8"), Loader=LOADER)  # noqa: S506  (a safe loader either way)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceDefinitionError(f"{file.name}: not valid YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise SourceDefinitionError(f"{file.name}: holds {type(data).__name__}, not a mapping of keys")
    data.setdefault("source_id", file.stem)
    problems = []
    if data["source_id"] != file.stem:
        problems.append(
            f"{file.name}: source_id = {data['source_id']!r}: must be the file's name, {file.stem!r}"
        )
    try:
        source = Source.model_validate(data)
    except ValidationError as error:
        problems += [_problem(file, item) for item in error.errors()]
    if problems:
        raise SourceDefinitionError("\n".join(problems))
    return source


def _problem(file: Path, item: Any) -> str:
    key = ".".join(str(part) for part in item["loc"]) or "(file)"
    value = "" if item["type"] == "missing" else f" = {str(item['input'])[:80]!r}"
    return f"{file.name}: {key}{value}: {item['msg']}"
