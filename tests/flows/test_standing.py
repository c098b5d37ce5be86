"""A night that brings nothing new lets the release stand; whatever a release is made from ends that."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.looking.status import status_of
from flows.running import made_from
from flows.running.executor import LocalExecutor
from flows.running.job import Job
from flows.running.made_from import read_made_from
from flows.running.stages import run_job
from flows.settings import Settings
from tests.flows.test_run_live import HOST, RELEASE, STORY, clock_of, night
from tests.sites.web import Reply, Web
from warehouse.publishing.pointer import current_release, releases_of
from warehouse.queries import rows_of
from warehouse.store import BUILD_FILE


@pytest.fixture
def settled(demo_web: Web, live_settings: Callable[[], Settings]) -> Settings:
    """The settings of a home whose first night made a release."""
    settings = live_settings()
    assert night(settings, 0).outcome == "done"
    return settings


def inputs(home: Path) -> dict[str, str]:
    with duckdb.connect(str(home / BUILD_FILE), read_only=True) as con:
        con.execute("set TimeZone = 'UTC'")
        return {row["part"]: row["digest"] for row in rows_of(con, "release_inputs")}


def test_nothing_new_lets_the_release_stand_and_freshness_is_told(settled: Settings) -> None:
    released = current_release(settled.home)
    second = night(settled, 1, recheck_days=1)
    assert second.outcome == "done"
    assert (second.release, second.stands, second.current) == (None, released, released)
    assert second.sources[0].verdicts["not_modified"] > 1, "known pages were asked, and answered with a 304"
    assert releases_of(settled.home) == [released]
    judged = {check.name: check.observed for check in second.checks}
    assert len(judged) > 20
    assert "not judged" not in judged["source_incomplete"], "how the run went is checked"
    status = status_of(settled, clock_of(1)())
    assert [run["result"] for run in status["runs"]][0] == f"{released.name} stands"  # type: ignore[union-attr]
    [source] = [row for row in status["sources"] if row["source_id"] == "unwomen_news"]
    assert source["last_success_at"] > clock_of(0)().replace(hour=12), (
        "of the second night, not of the release"
    )


def test_a_release_is_a_week_old_at_most(settled: Settings) -> None:
    assert night(settled, 6).stands
    assert night(settled, 7).release


def test_what_a_site_changed_makes_a_release_once(settled: Settings, demo_web: Web) -> None:
    page = demo_web.site(HOST).pages[RELEASE]
    demo_web.site(HOST).add(RELEASE, page.body.replace(b"The fund follows", b"The new fund follows"))
    assert night(settled, 1, recheck_days=1).release
    del demo_web.site(HOST).pages[STORY]
    assert night(settled, 2, recheck_days=1).release
    assert night(settled, 3, recheck_days=1).stands, "still changed, still gone: no news"
    by_hand = run_job(Job(kind="publish"), settled, LocalExecutor(1), clock=clock_of(4))
    assert by_hand.release, "whoever asks for a release gets one"


def test_code_and_settings_are_parts(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=demo_home)
    with duckdb.connect(str(demo_home / BUILD_FILE), read_only=True) as con:
        con.execute("set TimeZone = 'UTC'")
        found = [made_from.made_from(con, settings)]
        found.append(
            made_from.made_from(con, settings.model_copy(update={"site_address": "https://a.example/"}))
        )
        monkeypatch.setattr(made_from, "code_digest", lambda: "of another day")
        found.append(made_from.made_from(con, settings))
    changed = [{name for name in found[0] if found[0][name] != other[name]} for other in found[1:]]
    assert changed == [{"site_address"}, {"code"}]


def test_the_code_is_every_file_of_the_rooms(tmp_path: Path) -> None:
    for name in ("warehouse/models/a.sql", "flows/accuracy/floors.yml", "transforms/vocabularies/b.csv"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("one", "utf-8")
    digests = [made_from.code_digest(tmp_path)]
    for file in (*sorted(tmp_path.rglob("*.*")),):
        file.write_text("two", "utf-8")
        digests.append(made_from.code_digest(tmp_path))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "c.md").write_text("no code", "utf-8")
    assert len(set(digests)) == 4
    assert made_from.code_digest(tmp_path) == digests[-1]


def test_a_run_that_a_fatal_check_stops_is_no_quiet_night(
    demo_web: Web, live_settings: Callable[[], Settings]
) -> None:
    settings = live_settings()
    file = settings.sources / "ilo_pages.yml"
    text = file.read_text("utf-8")
    # The walk of the sitemap is a complete one; on the second night its one page gives no answer.
    file.write_text(text.replace("documents_per_run: {", "documents_per_run: {minimum: 3, "), "utf-8")
    job = Job(kind="run", source_ids=("ilo_pages",))
    first = run_job(job, settings, LocalExecutor(1), clock=clock_of(0))
    demo_web.site("www.ilo.org").faults.append(
        lambda request: Reply(500, b"later") if "topics" in request.path else None
    )
    second = run_job(job, settings, LocalExecutor(1), clock=clock_of(1))
    assert first.outcome == "done", [check for check in first.checks if check.is_fatal]
    assert second.outcome == "rejected", (first.sources, second.sources)
    assert [check.name for check in second.checks if check.is_fatal] == ["source_minimum"]
    assert current_release(settings.home) == first.release


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("update core.contents set detail_hash = 'x' where document_type = 'feature_story'", "contents"),
        ("insert into core.withdrawals select document_id, source_id, now(), '' from core.contents limit 1", "withdrawals"),
        ("update core.topics set label_en = label_en || '!'", "topics"),
        ("update ops.sources set definition = definition || ' '", "sources"),
        ("insert into ops.issues (code, capture_id) values ('read_failure', 'x')", "unread"),
        ("update core.readings set content_id = 'x' where document_id in (select document_id from core.contents)", "addresses"),
    ],
)  # fmt: skip
def test_each_part_shows_in_its_digest(home_with_release: Path, statement: str, part: str) -> None:
    before = inputs(home_with_release)
    with duckdb.connect(str(home_with_release / BUILD_FILE)) as con:
        con.execute(statement)
    after = inputs(home_with_release)
    assert part in {name for name in before if before[name] != after[name]}


def test_a_release_says_what_it_was_made_from(demo_home: Path) -> None:
    release = current_release(demo_home)
    assert release is not None
    stored = read_made_from(release)
    assert stored is not None
    assert inputs(demo_home).items() <= stored.items()
    assert json.loads((release / "checks.json").read_text("utf-8"))["is_promoted"]
