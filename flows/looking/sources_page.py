"""docs/sources.md, written from the source files: what is collected, how, and how sure what we know of it is.

python -m flows.looking.sources_page docs/sources.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.sources import Source, load_sources
from flows.running.collecting import first_requests
from flows.settings import PROJECT

HEAD = """# The sources

This page is written from `sources/*.yml` (`python -m flows.looking.sources_page docs/sources.md`).

No full live page of these sites could be looked at while the readers were written. What is *verified*
was seen in real bytes or is cited in many public places; what is *assumed* is a strong hint at best. Run
`equalwork probe SOURCE` before trusting a source; it loads nothing and says which rules fired.
"""


def sources_markdown(sources: Iterable[Source]) -> str:
    """Return the page: a section for each source, ordered by publisher and id."""
    ordered = sorted(sources, key=lambda source: (source.publisher, source.source_id))
    return HEAD + "".join("\n" + "\n".join(_section(source)) + "\n" for source in ordered)


def _section(source: Source) -> Iterator[str]:
    yield f"## {source.title} (`{source.source_id}`)"
    yield ""
    yield f"{source.publisher}, site generation `{source.site_generation}`, {source.frequency}, languages {', '.join(source.languages)}."
    yield ""
    routes = ", ".join(source.routes)
    polite = source.politeness
    yield f"- routes in order: {routes}; {polite.delay:g} s between requests, at most {polite.daily_requests} a day"
    yield "- asked first: " + "; ".join(f"{how} `{what}`" for how, what in first_requests(source))
    yield from (f"- licence{_from(rule.from_date)}: {rule.licence}" for rule in source.licence)
    yield from (f"- verified: {fact}" for fact in source.notes.verified)
    yield from (f"- assumed: {fact}" for fact in source.notes.assumed)


def _from(day: object) -> str:
    return f" from {day}" if day else ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sources_markdown(load_sources(PROJECT / "sources").values()), "utf-8")
