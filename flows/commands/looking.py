"""Commands that only look: status, explain, sql, search, checks, accuracy, archive."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import UsageProblem

Release = Annotated[str | None, typer.Option(help="An older release, by its stamp.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(status)
    app.command()(explain)
    app.command()(sql)
    app.command()(search)
    app.command()(accuracy)
    app.command()(checks)
    archive_app = typer.Typer(help="The archive of captures.", no_args_is_help=True, rich_markup_mode=None)
    archive_app.command("index")(archive_index)
    archive_app.command("verify")(archive_verify)
    archive_app.command("show")(archive_show)
    app.add_typer(archive_app, name="archive")


def status(as_json: AsJson = False) -> None:
    """What the warehouse knows about its sources, its last run and its releases, on one screen.

    Example: equalwork status
    """
    from flows.looking.status import print_status, status_of
    from flows.settings import load_settings

    print_status(status_of(load_settings()), as_json=as_json)


def explain(
    address: Annotated[str, typer.Argument(help="An address or a document_id.")], release: Release = None
) -> None:
    """Every field of a document: value, rule, passage, span and capture.

    Example: equalwork explain https://www.ilo.org/resource/news/some-title
    """
    from flows.looking.explain import candidates_of, evidence_line, explain_document
    from flows.looking.releases import open_current
    from flows.looking.report import print_lines, print_table

    with open_current(release) as connection:
        document, evidence = explain_document(connection, address)
        lost = candidates_of(connection, document["document_id"])
    print_lines([f"{name}: {value}" for name, value in document.items() if value is not None])
    print_table(
        "evidence", ("field", "value", "rule", "where", "words", "capture"), map(evidence_line, evidence)
    )
    if lost:
        print_table("candidates that lost to an earlier rule", ("field", "value", "rule", "and"), lost)


def sql(
    query: Annotated[
        str | None, typer.Argument(help="One query; without it read from standard input.")
    ] = None,
    output: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
    out: Annotated[
        Path | None, typer.Option(help="File for the result (needed for parquet on a terminal).")
    ] = None,
    release: Release = None,
) -> None:
    """SQL on the current release, read-only.

    Example: equalwork sql "select document_type, count(*) from curated.documents group by all"
    """
    from flows.looking.releases import open_current
    from flows.looking.results import FORMATS, write_result

    if output not in FORMATS:
        raise UsageProblem(f"--format {output}: no such format", hint=f"use one of {', '.join(FORMATS)}")
    with open_current(release) as connection:
        write_result(connection, query if query is not None else sys.stdin.read(), output, out)


def search(
    words: Annotated[list[str], typer.Argument(help="Words to look for.")],
    publisher: Annotated[str | None, typer.Option(help="ILO, UN Women or UN WomenWatch.")] = None,
    since: Annotated[int | None, typer.Option(help="Published in this year or later.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 10,
    release: Release = None,
) -> None:
    """Find documents by words, best first, with the passage that fits best.

    Example: equalwork search "care economy" --publisher ILO --since 2020
    """
    from flows.looking.releases import open_current
    from flows.looking.report import print_lines
    from flows.looking.searching import search_lines

    with open_current(release) as connection:
        lines = search_lines(connection, " ".join(words), publisher=publisher, since=since, limit=limit)
    print_lines(lines)


def accuracy(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders of labelled pages or texts, or of facts with --live.")
    ] = None,
    as_json: AsJson = False,
    save: Annotated[bool, typer.Option(help="Keep the figures for the next release.")] = False,
    live: Annotated[bool, typer.Option("--live", help="Fetch the pages of facts and compare.")] = False,
    keep: Annotated[bool, typer.Option(help="With --live: keep the captures in the archive.")] = False,
) -> None:
    """Precision and recall of every field on labelled pages and texts, or on real pages.

    Example: equalwork accuracy ../shared/corpus/pages
    """
    from flows.accuracy.scoring import score_and_print, score_live_and_print
    from flows.settings import PROJECT, load_settings

    if live:
        facts = paths or [PROJECT.parent / "shared" / "corpus" / "real-page-facts"]
        missing = [str(path) for path in facts if not path.exists()]
        if missing:
            raise UsageProblem(f"no facts at {', '.join(missing)}", hint="give a folder of fact files")
        now = datetime.now(UTC)
        sys.exit(
            score_live_and_print(facts, as_json_text=as_json, keep=keep, settings=load_settings(), now=now)
        )
    if not paths:
        raise UsageProblem("no folder of labels is named", hint="equalwork accuracy PATH…, or --live")
    sys.exit(score_and_print(paths, as_json_text=as_json, save=save))


def checks() -> None:
    """List the checks: what each protects from, and its severity.

    Example: equalwork checks
    """
    from flows.looking.report import print_table
    from warehouse.checks import list_checks

    rows = [(check.name, check.severity, check.description) for check in list_checks()]
    print_table("checks", ("check", "severity", "protects from"), rows)


def archive_index() -> None:
    """Rebuild the index of captures from the WARC files alone.

    Example: equalwork archive index
    """
    from flows.looking.archives import print_index

    print_index()


def archive_verify() -> None:
    """Check digest and length of every record and find torn tails; exit code 1 when something is wrong.

    Example: equalwork archive verify
    """
    from flows.looking.archives import print_verification

    sys.exit(print_verification())


def archive_show(capture_id: Annotated[str, typer.Argument(help="A capture_id.")]) -> None:
    """Write the stored bytes of a capture to standard output.

    Example: equalwork archive show CAPTURE_ID > page.html
    """
    from flows.looking.archives import write_payload

    write_payload(capture_id)
