"""Commands that remake and publish: rebuild, reread, publish, serve."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands import LogJson, finish


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(rebuild)
    app.command()(reread)
    app.command()(publish)
    app.command()(serve)


def rebuild(log_json: LogJson = False) -> None:
    """Make the warehouse anew from the archive alone, and publish it.

    Example: equalwork rebuild
    """
    from flows.running.job import Job

    finish(Job(kind="rebuild"), log_json=log_json)


def reread(
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source (may be repeated).")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change, field by field; write nothing.")
    ] = False,
    log_json: LogJson = False,
) -> None:
    """Read the stored captures again with the readers of today; nothing is asked of any site.

    Example: equalwork reread --source ilo_newsroom --diff
    """
    from flows.running.job import Job

    finish(Job(kind="reread", source_ids=tuple(source or ()), dry_run=diff), log_json=log_json)


def publish(log_json: LogJson = False) -> None:
    """Curate, check and publish what the warehouse holds now.

    Example: equalwork publish
    """
    from flows.running.job import Job

    finish(Job(kind="publish"), log_json=log_json)


def serve(
    port: Annotated[
        int, typer.Option(help="Port on this machine; 0 takes a free one.", min=0, max=65535)
    ] = 8800,
) -> None:
    """Show the site of the current release on this machine, until Ctrl-C.

    Example: equalwork serve --port 8800
    """
    from flows.looking.releases import release_home
    from flows.serve import serve_site
    from flows.settings import load_settings

    serve_site(release_home(load_settings()), port)
