"""The demo: the complete job on the bundled archive, in a home of its own beside the real one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from extractors.errors import RunFailed, WarehouseLocked
from flows.looking.report import print_lines
from flows.running.job import RunSummary
from flows.settings import DEMO_ARCHIVE, Settings
from warehouse.store import holder_of

MARKER = ".equalwork-demo"
NEXT_QUERIES = (
    'equalwork sql "select document_type, count(*) from curated.documents group by all order by all"',
    'equalwork sql "select speaker_name, role, text from curated.quotes where speaker_name is not null"',
    'equalwork sql "select kind, parties, signed_on, place from curated.agreements"',
)


def demo_settings(settings: Settings, home: Path | None) -> Settings:
    """Return the settings with the demo's home: fictional documents never mix with collected ones."""
    own = {"home": home or settings.home / "demo", "remote": "", "warehouse": "duckdb"}
    return settings.model_copy(update=own)


def prepare_demo(settings: Settings) -> None:
    """Empty the demo's home, so that every demo starts from nothing.

    Raises:
        RunFailed: when the bundled archive is missing, or the folder is not a demo's.
        WarehouseLocked: another demo runs in that folder.
    """
    if not DEMO_ARCHIVE.exists():
        raise RunFailed(
            f"the bundled archive is missing: {DEMO_ARCHIVE}", hint="run sources/demo/build_archive.py"
        )
    home = settings.home
    if home.exists() and any(home.iterdir()) and not (home / MARKER).exists():
        raise RunFailed(f"{home} holds something that is not a demo", hint="give another folder with --home")
    holder = holder_of(home)
    if holder:
        raise WarehouseLocked(f"{home} is held by {holder}", hint="wait until that demo has ended")
    if home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True)
    (home / MARKER).touch()


def print_next_queries(summary: RunSummary) -> None:
    """Print three queries to try next; they work as printed."""
    if summary.release is None:
        return
    program = Path(sys.argv[0]).resolve().parent
    prefix = "" if _is_on_path(program) else f"{_short(program)}/"
    print_lines(["", "try next:", *(f"  {prefix}{query}" for query in NEXT_QUERIES)])


def _is_on_path(folder: Path) -> bool:
    found = shutil.which("equalwork")
    return found is not None and Path(found).resolve().parent == folder


def _short(folder: Path) -> Path:
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
