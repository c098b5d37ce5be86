"""What a run leaves on the Prefect server for a person to look at: progress, summary, tables, the release."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from uuid import UUID

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.running.job import RunSummary
from flows.watching.progress import Progress
from flows.watching.summary_page import check_rows, source_rows, summary_markdown

# An update is a request to the server: a person does not look more often.
SECONDS_BETWEEN = 5.0


@contextmanager
def progress_artifact() -> Iterator[Progress]:
    """Yield a progress that an artifact of the running flow shows; it says 100 when the block is left."""
    # The client's own types are a union of the sync and the async form.
    made: Any = create_progress_artifact(progress=0.0, key="run-progress", description="starting")
    assert isinstance(made, UUID)
    last = [0.0]

    def tell(what: str, done: int, total: int) -> None:
        if monotonic() - last[0] >= SECONDS_BETWEEN:
            last[0] = monotonic()
            share = 100.0 * done / total if total else 0.0
            update_progress_artifact(made, progress=share, description=f"{what} {done}/{total}")

    yield tell
    update_progress_artifact(made, progress=100.0, description="ended")


def leave_artifacts(summary: RunSummary) -> None:
    """Leave the summary, the sources, the checks that fired, and where the release is."""
    about = f"run {summary.run_id}"
    create_markdown_artifact(key="run-summary", markdown=summary_markdown(summary), description=about)
    create_table_artifact(key="sources", table=_rows(source_rows(summary)), description=about)
    create_table_artifact(key="failed-checks", table=_rows(check_rows(summary)), description=about)
    if summary.release:
        notes = (summary.release / "RELEASE.md").resolve()
        create_link_artifact(
            key="release", link=notes.as_uri(), link_text=summary.release.name, description=about
        )


def _rows(rows: list[dict[str, object]]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]
