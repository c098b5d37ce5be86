"""The SQL page and the files that it loads when its reader asks for them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from warehouse.site.database import SITE_DATABASE, content_digest, write_site_database
from warehouse.site.paths import document_path
from warehouse.site.site import Site
from warehouse.site.sql_lab.packed import engine_folder, packed_files
from warehouse.site.sql_lab.questions import packaged_questions
from warehouse.site.writer import Page, SiteWriter, fingerprint

HERE = Path(__file__).parent
SCRIPTS = "static/sql_lab"
FIRST_QUESTION = 16
# A database of up to so many bytes is loaded whole; of a larger one only the parts that a query needs.
MOST_BYTES = 32 << 20
# Stands for the id in the pattern of a document's address.
ANY_ID = "ID"


def pages(_: Site) -> Iterator[Page]:
    """Yield the SQL page."""
    questions = packaged_questions()
    context = {
        "questions": questions,
        "first": next(question.sql for question in questions if question.number == FIRST_QUESTION).strip(),
        "scripts": SCRIPTS,
        "engine": engine_folder(),
        "database": SITE_DATABASE,
        "most": MOST_BYTES,
        "document_page": document_path(ANY_ID),
        # WebAssembly is compiled from bytes; the worker is a file of ours.
        "script_sources": "'wasm-unsafe-eval'; worker-src 'self' blob:",
    }
    yield Page("sql.html", "sql.j2", context)


def write_engine(writer: SiteWriter, site: Site, database: Path) -> None:
    """Write the scripts, the engine and `site.duckdb`; what did not change is linked from the site before."""
    for path in sorted([*HERE.glob("*.js"), *HERE.glob("*.css"), HERE / "NOTICE.txt"]):
        writer.content(f"{SCRIPTS}/{path.name}", path.read_bytes())
    for packed in packed_files():
        writer.file(f"{engine_folder()}/{packed.name}", packed.digest, packed.content)
    digest = fingerprint(SITE_DATABASE, content_digest(site.con))
    writer.file(SITE_DATABASE, digest, lambda: _site_database(database))


def _site_database(database: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / SITE_DATABASE
        write_site_database(database, target)
        return target.read_bytes()
