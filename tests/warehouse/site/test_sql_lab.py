"""The pieces of the SQL page that lie in the package."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from warehouse.site.sql_lab.packed import FOLDER, pack, packed_files
from warehouse.site.sql_lab.questions import packaged_questions, parse_questions

ASSETS = Path("warehouse/site/assets")


def test_the_packaged_questions_are_those_of_the_documentation(project: Path) -> None:
    asked = parse_questions((project / "docs" / "sql.md").read_text("utf-8"))
    assert [question.number for question in asked] == list(range(1, 26))
    assert packaged_questions() == asked, (
        "copy them with `python warehouse/site/sql_lab/questions.py docs/sql.md`"
    )


def test_the_lock_holds_digests_and_no_addresses(project: Path) -> None:
    text = (project / ASSETS / "package-lock.json").read_text("utf-8")
    assert not re.findall(r"https?://", text)
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())


def test_the_lock_holds_what_is_asked_for(project: Path) -> None:
    asked = json.loads((project / ASSETS / "package.json").read_text("utf-8"))
    locked = json.loads((project / ASSETS / "package-lock.json").read_text("utf-8"))["packages"]
    for kind in ("dependencies", "devDependencies"):
        assert locked[""][kind] == asked[kind]
        assert {name: locked[f"node_modules/{name}"]["version"] for name in asked[kind]} == asked[kind]


def test_the_engine_unpacks_to_what_a_browser_runs() -> None:
    content = {packed.name: packed.content() for packed in packed_files()}
    assert content["duckdb-eh.wasm"].startswith(b"\0asm")
    assert b"start" in content["engine.js"]
    assert len({packed.digest for packed in packed_files()}) == len(content)


def test_the_engine_takes_little_room() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 6e6


@pytest.mark.parametrize("name", ["engine.js", "duckdb-browser-eh.worker.js", "duckdb-eh.wasm"])
def test_packing_and_unpacking_gives_the_same(tmp_path: Path, name: str) -> None:
    built = tmp_path / "built"
    built.mkdir()
    for packed in packed_files():
        (built / packed.name).write_bytes(packed.name.encode() * 50)
    pack(built, tmp_path / "packed")
    (found,) = [packed for packed in packed_files(tmp_path / "packed") if packed.name == name]
    assert found.content() == name.encode() * 50
