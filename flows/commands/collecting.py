"""Commands that bring something in: run, backfill, demo, sources, probe."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import LogJson, UsageProblem, finish

SourceIds = Annotated[list[str] | None, typer.Option("--source", help="Only this source (may be repeated).")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many addresses a source.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day, YYYY-MM-DD.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(run)
    app.command()(backfill)
    app.command()(demo)
    app.command()(probe)
    sources_app = typer.Typer(help="The source files.", no_args_is_help=False, rich_markup_mode=None)
    sources_app.callback(invoke_without_command=True)(sources_list)
    sources_app.command("check")(sources_check)
    app.add_typer(sources_app, name="sources")


def run(
    source: SourceIds = None,
    since: Day = None,
    limit: Limit = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be asked; ask nothing.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Only the sources that the last run did not finish.")
    ] = False,
    recheck_days: Annotated[
        int | None, typer.Option(min=1, help="Ask known documents again after so many days.")
    ] = None,
    log_json: LogJson = False,
) -> None:
    """The nightly job once: collect what is due, read, load, check, publish.

    Example: equalwork run --source unwomen_news --limit 20
    """
    from flows.running.job import Job

    job = Job(
        kind="run",
        source_ids=tuple(source or ()),
        since=since.date() if since else None,
        limit=limit,
        dry_run=dry_run,
        resume=resume,
        recheck_days=recheck_days,
    )
    finish(job, log_json=log_json)


def backfill(
    via: Annotated[str, typer.Option(help="wayback, commoncrawl or warc.")],
    paths: Annotated[list[str] | None, typer.Argument(help="WARC files or globs (with --via warc).")] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The source; without it chosen by address.")
    ] = None,
    date_from: Annotated[int | None, typer.Option("--from", min=1990, max=2100, help="First year.")] = None,
    date_to: Annotated[int | None, typer.Option("--to", min=1990, max=2100, help="Last year.")] = None,
    limit: Limit = None,
    log_json: LogJson = False,
) -> None:
    """Bring in what an archive holds: a web archive's captures, or WARC files.

    Example: equalwork backfill --via warc crawl-*.warc.gz
    """
    from datetime import date

    from extractors.model import Route
    from flows.running.job import Job

    if via not in (Route.WAYBACK, Route.COMMONCRAWL, Route.WARC):
        raise UsageProblem(f"--via {via}: no such route", hint="use wayback, commoncrawl or warc")
    if via == Route.WARC and not paths:
        raise UsageProblem("--via warc needs at least one file", hint="equalwork backfill --via warc FILE…")
    if via != Route.WARC and not source:
        raise UsageProblem(f"--via {via} needs --source", hint="`equalwork sources` lists them")
    job = Job(
        kind="backfill",
        source_ids=(source,) if source else (),
        limit=limit,
        route=Route(via),
        paths=_existing(paths or []),
        date_from=date(date_from, 1, 1) if date_from else None,
        date_to=date(date_to, 12, 31) if date_to else None,
    )
    finish(job, log_json=log_json)


def demo(
    home: Annotated[
        Path | None, typer.Option(help="Folder for the demo (default: demo/ in EQUALWORK_HOME).")
    ] = None,
    log_json: LogJson = False,
) -> None:
    """The whole job on the bundled archive: no network, no server, fictional documents.

    Example: equalwork demo
    """
    from flows.running.demo import demo_settings, prepare_demo, print_next_queries
    from flows.running.job import Job
    from flows.settings import DEMO_ARCHIVE, load_settings

    settings = demo_settings(load_settings(), home)
    prepare_demo(settings)
    job = Job(kind="demo", paths=(DEMO_ARCHIVE,))
    finish(job, settings=settings, log_json=log_json, after=print_next_queries)


def probe(
    wanted: Annotated[
        list[str] | None, typer.Argument(help="Sources or addresses; all live sources when none.")
    ] = None,
) -> None:
    """First contact with a live site: asks little, loads nothing, says which rules fired and what to mend.

    Example: equalwork probe ilo_newsroom
    """
    from extractors.sources import load_sources
    from flows.looking.probe import probe as probes
    from flows.looking.report import print_probe
    from flows.settings import load_settings

    settings = load_settings()
    all_good = True
    for found in probes(wanted or [], load_sources(settings.sources), settings):
        print_probe(found)
        all_good = all_good and found.is_good
    raise typer.Exit(0 if all_good else 1)


def sources_list(context: typer.Context) -> None:
    """List the sources: id, publisher, frequency, title.

    Example: equalwork sources
    """
    if context.invoked_subcommand:
        return
    from extractors.sources import load_sources
    from flows.looking.report import print_table
    from flows.settings import load_settings

    found = load_sources(load_settings().sources)
    print_table(
        "sources",
        ("source", "publisher", "generation", "frequency", "title"),
        [(s.source_id, s.publisher, s.site_generation, s.frequency, s.title) for s in found.values()],
    )


def sources_check(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what each would ask for first.")] = False,
) -> None:
    """Validate every source file and name every problem at once; exit code 1 when there is one.

    Example: equalwork sources check --dry-run
    """
    from extractors.errors import SourceDefinitionError
    from extractors.sources import read_source_files
    from flows.looking.report import print_lines, print_table
    from flows.settings import load_settings

    folder = load_settings().sources
    found, problems = read_source_files(folder)
    print_lines([f"{len(found)} valid source file(s) in {folder}"])
    if dry_run:
        from flows.running.collecting import first_requests

        rows = [(s.source_id, kind, url) for s in found.values() for kind, url in first_requests(s)]
        print_table("asked first", ("source", "how", "address"), rows)
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise SourceDefinitionError(
            f"{len(problems)} problem(s):\n{listed}", hint="mend the keys named above"
        )


def _existing(patterns: list[str]) -> tuple[Path, ...]:
    found: list[Path] = []
    for pattern in patterns:
        path = Path(pattern)
        matches = [path] if path.exists() else sorted(path.parent.glob(path.name))
        if not matches:
            raise UsageProblem(
                f"no file at {pattern}", hint="give the path or a glob of WARC files (.warc, .warc.gz)"
            )
        found.extend(matches)
    return tuple(found)
