"""What of the build file was made by the models as they are now, so that a night can go on from there."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import duckdb

from warehouse.queries import FOLDER as STEPS

Connection = duckdb.DuckDBPyConnection
MODELS = Path(__file__).parents[1] / "models"


def is_made(con: Connection, what: str) -> bool:
    """Whether something was made whole, by the models and the engine of today."""
    con.execute("create table if not exists core.made_by (what varchar, digest varchar)")
    found = con.execute("select digest from core.made_by where what = ?", [what]).fetchall()
    return found == [(models_digest(),)]


def forget(con: Connection, what: str) -> None:
    """Let something count as not made, as long as it is being changed."""
    con.execute("delete from core.made_by where what = ?", [what])


def remember(con: Connection, what: str) -> None:
    """Let something count as made by the models of today."""
    forget(con, what)
    con.execute("insert into core.made_by values (?, ?)", [what, models_digest()])


@lru_cache(maxsize=1)
def models_digest() -> str:
    """Return the hash of all models and of the engine."""
    files = sorted([*MODELS.rglob("*.sql"), *STEPS.glob("reuse_*.sql"), STEPS / "words_add.sql"])
    said = "\0".join(file.read_text("utf-8") for file in files) + duckdb.__version__
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
