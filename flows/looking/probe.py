"""`equalwork probe`: first contact with a live site. Asks little, reads it, says what fired and what did not.

Nothing is loaded: the captures go to a folder that is deleted at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.collect.archive.archive import ArchiveWriter, read_payloads
from extractors.collect.collect import collect_source
from extractors.collect.fetching.fetch import Fetcher
from extractors.errors import EqualworkError, ReadFailure, SettingsError
from extractors.model import Capture, DocumentType, Page, Route, Verdict
from extractors.read.expected import first_rules
from extractors.read.listings.listing import read_listing
from extractors.read.reader import read
from extractors.sources import Source, choose_source
from flows.running.collecting import open_fetcher
from flows.running.job import Clock, utc_now
from flows.settings import Settings

DOCUMENTS = 3
# A page of which less ends in a field has text that no rule knows.
LOW_TEXT_SHARE = 0.4


@dataclass(slots=True)
class PageProbe:
    """What one page gave: the rule that fired for each field, and first-choice rules that did not."""

    url: str
    page: Page
    fired: dict[str, str]
    silent: tuple[str, ...]
    advice: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SourceProbe:
    """What first contact with a source showed."""

    source_id: str
    verdicts: list[tuple[str, str, str]] = field(default_factory=list)
    pages: list[PageProbe] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    discovered_count: int = 0

    @property
    def is_good(self) -> bool:
        """Whether documents came, were read, and nothing needs mending."""
        return bool(self.pages) and not self.notes and not any(page.advice for page in self.pages)


def probe(
    wanted: Sequence[str], sources: dict[str, Source], settings: Settings, clock: Clock = utc_now
) -> Iterator[SourceProbe]:
    """Yield a probe for each source or address; all live sources when nothing is named.

    Raises:
        SettingsError: no contact is set, or a name is neither a source nor an address of one.
    """
    if not settings.contact:
        raise SettingsError(
            "EQUALWORK_CONTACT is not set", hint="set it to an address at which you can be reached"
        )
    targets = [_target(each, sources) for each in wanted] or [
        (source, None) for source in sources.values() if source.frequency != "archive-only"
    ]
    with open_fetcher(settings, clock) as fetcher:
        for source, address in targets:
            with TemporaryDirectory(prefix="equalwork-probe-") as folder:
                yield _probe_one(source, address, fetcher, Path(folder), clock())


def _target(wanted: str, sources: dict[str, Source]) -> tuple[Source, str | None]:
    if wanted in sources:
        return sources[wanted], None
    source = choose_source(sources.values(), wanted) if "://" in wanted else None
    if source is None:
        raise SettingsError(
            f"{wanted} is neither a source nor an address of one", hint=f"sources: {', '.join(sources)}"
        )
    return source, wanted


def _probe_one(
    source: Source, address: str | None, fetcher: Fetcher, folder: Path, now: datetime
) -> SourceProbe:
    probe = SourceProbe(source.source_id)
    try:
        with ArchiveWriter(folder, source.source_id, "probe", now) as writer:
            captures = (
                _walk(source, fetcher, writer, probe, now)
                if address is None
                else [_ask(source, address, fetcher, writer)]
            )
    except EqualworkError as error:
        probe.notes.append(str(error))
        return probe
    probe.verdicts = [(c.url, str(c.verdict), c.verdict_reason or "") for c in captures]
    _read_captures(source, folder, captures, probe)
    _advise(source, probe)
    return probe


def _walk(
    source: Source, fetcher: Fetcher, writer: ArchiveWriter, probe: SourceProbe, now: datetime
) -> list[Capture]:
    report = collect_source(
        source, known={}, writer=writer, fetcher=fetcher, read_listing=read_listing, now=now, limit=DOCUMENTS
    )
    probe.discovered_count = report.discovered_count
    probe.notes += [issue.message for issue in report.issues if issue.severity != "info"]
    return report.captures


def _ask(source: Source, address: str, fetcher: Fetcher, writer: ArchiveWriter) -> Capture:
    fetched = fetcher.fetch(
        address, hosts=source.hosts, politeness=source.politeness, allow_private=source.allow_private_hosts
    )
    return writer.archive_response(
        url=fetched.url,
        captured_at=fetched.fetched_at,
        route=Route.LIVE,
        status=fetched.status,
        http_headers=fetched.headers,
        body=fetched.body,
        verdict=fetched.verdict,
        verdict_reason=fetched.reason,
        redirected_to=fetched.target,
    )


def _read_captures(source: Source, folder: Path, captures: Sequence[Capture], probe: SourceProbe) -> None:
    readable = [capture for capture in captures if capture.verdict is Verdict.OK]
    for capture, payload in read_payloads(folder, readable):
        try:
            page = read(capture, payload, source)
        except ReadFailure as error:
            probe.notes.append(str(error))
            continue
        if page.document_type is not DocumentType.LISTING:
            probe.pages.append(_page_probe(page))


def _page_probe(page: Page) -> PageProbe:
    fired = {f.name: f.rule for f in page.fields if f.is_winner}
    tried = {f.rule for f in page.fields}
    silent = tuple(
        f"{name}: {rule}" for name, rule in first_rules(page.site_generation).items() if rule not in tried
    )
    return PageProbe(page.url, page, fired, silent, list(_page_advice(page)))


def _page_advice(page: Page) -> Iterator[str]:
    if any(issue.code == "reader.drift" for issue in page.issues):
        yield f"the markup is not what the reader of {page.site_generation} knows: mend its `fits` and selectors"
    if not page.title:
        yield f"no title: mend the rules of `title` in extractors/read/{page.site_generation}.py"
    if not page.body:
        yield f"no text: mend the region of the body in extractors/read/{page.site_generation}.py"
    if page.text_share is not None and page.text_share < LOW_TEXT_SHARE:
        yield f"only {page.text_share:.0%} of the visible text ended in a field"
    yield from (issue.message for issue in page.issues if issue.code != "reader.drift")


def _advise(source: Source, probe: SourceProbe) -> None:
    if not probe.pages:
        probe.notes.append(
            f"no document could be read: look at the verdicts above, then at `discover` and `include` in sources/{source.source_id}.yml"
        )
