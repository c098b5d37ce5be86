"""`equalwork accuracy`: score labelled pages and texts, print, compare with the floors, keep the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import SettingsError
from extractors.sources import load_sources
from flows.accuracy import score_paths
from flows.accuracy.figures import write_figures
from flows.accuracy.floors import check_floors, read_floors
from flows.accuracy.live import read_facts, score_live
from flows.accuracy.report import as_json, as_table
from flows.accuracy.rows import merge_reports
from flows.accuracy.texts import text_report
from flows.looking.report import print_lines
from flows.running.collecting import open_fetcher
from flows.settings import Settings


def score_live_and_print(
    paths: Sequence[Path], *, as_json_text: bool, keep: bool, settings: Settings, now: datetime
) -> int:
    """Compare real pages with the facts in `paths`, print; the exit code is 1 when no page could be had.

    The captures go to the archive of the home with `keep`, else to a folder that is gone afterwards.

    Raises:
        SettingsError: no contact is set; the sites' owners must be able to reach the operator.
    """
    if not settings.contact:
        raise SettingsError(
            "no contact is set: live pages are not asked without one",
            hint="set EQUALWORK_CONTACT to an address or a page of yours",
        )
    facts = read_facts(paths)
    with (
        TemporaryDirectory() as folder,
        open_fetcher(settings, lambda: datetime.now(UTC)) as fetcher,
    ):
        found = score_live(
            facts,
            fetcher=fetcher,
            sources=load_sources(settings.sources),
            archive=settings.archive if keep else Path(folder),
            run_id=f"accuracy-{now:%Y%m%dT%H%M%SZ}",
            started_at=now,
        )
    print_lines([as_json(found.report) if as_json_text else as_table(found.report)])
    if not as_json_text:
        print_lines([f"{count} pages by {route}" for route, count in sorted(found.by_route.items())])
        print_lines([f"not had: {each.name} {each.url}: {each.reason}" for each in found.missed])
    return 0 if found.report.page_count else 1


def score_and_print(paths: Sequence[Path], *, as_json_text: bool, save: bool) -> int:
    """Score, print, and return the exit code: 1 when a figure is below its floor."""
    report = merge_reports([score_paths(paths), text_report(paths)])
    print_lines([as_json(report) if as_json_text else as_table(report)])
    if save:
        write_figures(report)
    problems = check_floors(report, read_floors())
    print_lines([f"below its floor: {problem}" for problem in problems])
    return 1 if problems else 0
