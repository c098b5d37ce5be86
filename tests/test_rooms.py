"""Imports point one way: between the rooms, and inside `transforms` in the order that docs/design.md gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT

WORDS = {
    "extractors.model",
    "extractors.findings",
    "extractors.sources",
    "extractors.addresses",
    "extractors.errors",
}
MAY_IMPORT = {
    "extractors/collect": {"extractors.collect"},
    "extractors/read": {"extractors.read"},
    "transforms": {"transforms"},
    "warehouse": {"warehouse"},
    "flows": {"extractors.collect", "extractors.read", "transforms", "warehouse", "flows"},
}  # fmt: skip
OURS = re.compile(r"(?:extractors|transforms|warehouse|flows)\b")


def imports_of(file: Path) -> Iterator[str]:
    """The modules of ours that a file names, wherever it does."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and OURS.match(node.module):
            yield node.module
            # `from transforms import vocabulary`: the name may be the module.
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names if OURS.match(each.name))


def kinds_of_understanding() -> list[str]:
    """The folders of `transforms` as the table of rooms lists them."""
    text = (PROJECT / "docs" / "design.md").read_text("utf-8")
    [row] = [line for line in text.splitlines() if line.startswith("| – `dates/`")]
    return re.findall(r"`(\w+)/`", row.split("|")[1])


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    allowed = tuple(MAY_IMPORT[room] | WORDS)
    files = list((PROJECT / room).rglob("*.py"))
    assert len(files) > 20, "the room is where it is looked for"
    wrong = [
        (file.relative_to(PROJECT).as_posix(), name)
        for file in files
        for name in imports_of(file)
        if not name.startswith(allowed)
    ]
    assert wrong == []


def test_the_words_that_rooms_share_import_no_room() -> None:
    wrong = [
        (name, each)
        for name in WORDS
        for each in imports_of(PROJECT / f"{name.replace('.', '/')}.py")
        if not each.startswith(tuple(WORDS))
    ]
    assert wrong == []


def test_each_kind_of_understanding_imports_only_those_named_before_it() -> None:
    order = kinds_of_understanding()
    folders = {path.parent.name for path in (PROJECT / "transforms").glob("*/__init__.py")}
    assert set(order) == folders
    wrong = [
        (kind, name)
        for place, kind in enumerate(order)
        for file in (PROJECT / "transforms" / kind).glob("*.py")
        for name in imports_of(file)
        if name.split(".")[:1] == ["transforms"] and name.split(".")[1] in order[place + 1 :]
    ]
    assert wrong == []
