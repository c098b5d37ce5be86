"""Commands that remake and publish: rebuild, reread, publish, checks."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands import finish


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(rebuild)
    app.command()(reread)
    app.command()(publish)


def rebuild() -> None:
    """Make the warehouse anew from the archive alone, and publish it.

    Example: equalwork rebuild
    """
    from flows.job import Job

    finish(Job(kind="rebuild"))


def reread(
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source (may be repeated).")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change, field by field; write nothing.")
    ] = False,
) -> None:
    """Read the stored captures again with the readers of today; nothing is asked of any site.

    Example: equalwork reread --source ilo_newsroom --diff
    """
    from flows.job import Job

    finish(Job(kind="reread", source_ids=tuple(source or ()), dry_run=diff))


def publish() -> None:
    """Curate, check and publish what the warehouse holds now.

    Example: equalwork publish
    """
    from flows.job import Job

    finish(Job(kind="publish"))
