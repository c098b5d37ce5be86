"""The written docs agree with the code: sources, settings, commands, checks, deployments."""

from __future__ import annotations

import re

import pytest
import typer
import yaml

from extractors.sources import load_sources
from flows.cli import app
from flows.looking.sources_page import sources_markdown
from flows.settings import PREFIX, PROJECT, Settings
from warehouse.checks import list_checks

OPERATE = (PROJECT / "docs" / "operate.md").read_text("utf-8")


def test_sources_page_is_in_step() -> None:
    written = (PROJECT / "docs" / "sources.md").read_text("utf-8")
    assert written == sources_markdown(load_sources(PROJECT / "sources").values()), (
        "run: python -m flows.looking.sources_page docs/sources.md"
    )


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in OPERATE


def test_no_setting_is_documented_that_there_is_not() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"EQUALWORK_[A-Z_]+", OPERATE)) <= known


def commands() -> list[str]:
    group = typer.main.get_command(app)
    return sorted(getattr(group, "commands", {}))


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented_and_has_an_example(name: str) -> None:
    command = getattr(typer.main.get_command(app), "commands")[name]  # noqa: B009
    assert f"`equalwork {name}" in OPERATE
    texts = [command.help or ""] + [sub.help or "" for sub in getattr(command, "commands", {}).values()]
    assert any("Example: equalwork" in text for text in texts)


def test_every_deployment_is_documented() -> None:
    declared = yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))["deployments"]
    assert [each["name"] for each in declared if f"`{each['name']}`" not in OPERATE] == []


def test_every_check_is_named_with_what_it_protects_from() -> None:
    assert [check.name for check in list_checks() if not check.description.strip()] == []
