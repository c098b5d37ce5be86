"""Each check fires on the damage it is for; on the unbroken sample none does."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.release.sample import DAY, ILO, RUN, UN_WOMEN
from warehouse.checks import (
    AccuracyFloor,
    CheckContext,
    SourceBounds,
    SourceRun,
    list_checks,
    load_checks,
    run_checks,
)
from warehouse.checks.sql import parse_check
from warehouse.publishing.release import current_release, publish_release
from warehouse.store import BUILD_FILE, connect

NOW = DAY + timedelta(days=2)
HEALTHY_RUNS = (
    SourceRun(ILO, document_count=20, reported_total=22, asked_count=20, blocked_count=0),
    SourceRun(UN_WOMEN, document_count=16, reported_total=16, asked_count=16, blocked_count=1),
)
HEALTHY_BOUNDS = (
    SourceBounds(
        ILO, run_minimum=10, run_maximum=50, total_minimum=10, total_maximum=50, max_blocked_share=0.2
    ),
    SourceBounds(UN_WOMEN, run_minimum=10, run_maximum=50, total_minimum=10, total_maximum=50),
)


@dataclass(frozen=True)
class Damage:
    """A way to break the data, and the one check (with those that cannot but fire too) that sees it."""

    check: str
    sql: str = ""
    runs: tuple[SourceRun, ...] = HEALTHY_RUNS
    bounds: tuple[SourceBounds, ...] = HEALTHY_BOUNDS
    floors: tuple[AccuracyFloor, ...] | None = None
    also: frozenset[str] = field(default=frozenset())


def run_of(**values: object) -> tuple[SourceRun, ...]:
    """Return the runs with that of the ILO newsroom changed."""
    facts = {"source_id": ILO, "document_count": 20, "reported_total": 22, "asked_count": 20} | values
    return (SourceRun(**facts), HEALTHY_RUNS[1])  # type: ignore[arg-type]


def ilo(**values: int) -> tuple[SourceBounds, ...]:
    """Return bounds for the ILO newsroom alone."""
    return (SourceBounds(ILO, **values),)  # type: ignore[arg-type]


DANGLING = frozenset({"references_whole"})
DAMAGES = [
    Damage("shape_as_declared", "alter table curated.documents drop column kicker"),
    Damage("shape_as_declared", "alter table curated.topics alter column document_count type varchar"),
    Damage("shape_as_declared", "create table curated.stray as select 1 as one"),
    Damage("values_not_null", "update curated.documents set language = null where title like 'Note 3:%'"),
    Damage("keys_unique", "insert into curated.topics select * from curated.topics limit 1"),
    Damage(
        "references_whole",
        "update curated.quotes set speaker_id = 'nobody' where text like '%2031'",
        also=frozenset({"counts_agree"}),
    ),
    Damage("parties_known", "update curated.agreements set parties = ['ILO', 'NOWHERE']"),
    Damage(
        "enums_closed",
        "update curated.documents set site_generation = 'cms_9' where title like 'Note 3:%'",
    ),
    Damage("mentions_verbatim", "update core.mentions set surface = 'Kenia' where surface = 'Kenya'"),
    Damage("mentions_verbatim", 'update core.mentions set "start" = "start" + 1 where kind = \'instrument\''),
    Damage(
        "quotes_verbatim",
        "update core.quotes set surface = 'I never said that' where text like '%2031'",
    ),
    Damage(
        "quotes_verbatim",
        "update core.quotes set text = text || ' at all' where text like '%2031'",
    ),
    Damage(
        "quotes_verbatim",
        "update curated.quotes set text = text || ' at all' where text like '%2031'",
    ),
    Damage("quotes_verbatim", "update core.quotes set speaker_start = speaker_start + 2"),
    Damage(
        "quotes_verbatim",
        "update core.quotes set continues = "
        "[{'passage_id': passage_id, 'start': 0, 'end': 4, 'surface': 'none'}]",
    ),
    Damage(
        "roles_verbatim", "update core.roles set surface = 'Amara Okello, Queen' where surface like 'Amara%'"
    ),
    Damage(
        "roles_verbatim",
        "update curated.roles set surface = 'Amara Okello, Queen' where surface like 'Amara%'",
    ),
    Damage("agreements_verbatim", 'update core.agreements set "end" = "end" - 1'),
    Damage("agreements_verbatim", "update core.agreements set signed_surface = '14 June 2011'"),
    Damage("fields_verbatim", "update core.fields set surface = 'Another title' where name = 'title'"),
    Damage("evidence_reaches", "update curated.field_evidence set \"end\" = 9999 where field = 'quote'"),
    Damage(
        "dates_plausible",
        "update curated.documents set published_on = date '1819-01-01' where title like 'Note 3:%'",
    ),
    Damage("dates_plausible", "update curated.agreements set signed_on = date '2031-06-13'"),
    Damage("events_in_order", "update curated.events set ends_on = starts_on - 1"),
    Damage("times_in_order", "update curated.documents set first_seen_at = last_seen_at + interval 1 day"),
    Damage(
        "times_in_order", "update curated.captures set captured_at = timestamptz '2036-01-01 00:00:00+00'"
    ),
    Damage("counts_agree", "update curated.press_releases set quote_count = 7 where title like 'Note 3:%'"),
    Damage("counts_agree", "update curated.instruments set document_count = document_count + 1"),
    Damage(
        "addresses_distinct",
        "update curated.documents set url = 'http://www.ilo.org/resource/news/note-0/' "
        "where title like 'Note 2:%'",
    ),
    Damage("pages_complete", "update curated.documents set word_count = 0 where title like 'Note 3:%'"),
    Damage(
        "captures_unread",
        "insert into ops.issues (issue_id, code, capture_id) "
        "select capture_id, 'read_failure', capture_id from raw.captures where verdict = 'ok'",
    ),
    Damage("licences_known", "update curated.documents set licence = null where title like 'Note 3:%'"),
    Damage("search_whole", "delete from curated.search_postings", also=frozenset({"rows_lost"})),
    Damage("search_whole", "delete from curated.search_documents where document_number = 1", also=DANGLING),
    Damage("versions_in_line", "update curated.documents set version = 5 where url like '%/pay-gap'"),
    Damage("versions_in_line", "update curated.earlier_versions set valid_to = valid_to + interval 1 hour"),
    Damage("reuse_clusters_whole", "update curated.text_reuse set is_earliest = true"),
    Damage("reuse_clusters_whole", "update curated.text_reuse set is_earliest = false"),
    Damage("block_pages", "update curated.documents set title = 'Access Denied' where title like 'Note 3:%'"),
    Damage(
        "bodies_distinct",
        "update curated.documents set body = 'We use cookies', word_count = 20 where title like 'Note 1%'",
    ),
    Damage("reader_drift", "update curated.documents set reader = 'generic' where title like 'Note 3:%'"),
    Damage(
        "reader_drift_jump",
        "update curated.documents set reader = 'generic'",
        also=frozenset({"reader_drift"}),
    ),
    Damage("accuracy_floors", floors=(AccuracyFloor("title", 0.99, 0.9, "unwomen_drupal"),)),
    Damage("accuracy_floors", "update curated.field_accuracy set recall = 0.5"),
    Damage("source_minimum", runs=run_of(document_count=4)),
    Damage("source_minimum", bounds=ilo(total_minimum=500)),
    Damage("source_maximum", runs=run_of(document_count=51)),
    Damage("source_maximum", bounds=ilo(total_maximum=5)),
    Damage("source_incomplete", runs=run_of(is_complete=False, incomplete_reason="block", document_count=1)),
    Damage("source_blocked", runs=run_of(blocked_count=5)),
    Damage("totals_reconciled", runs=run_of(reported_total=400)),
    Damage(
        "documents_lost",
        "delete from curated.documents where title like 'Note 3:%'",
        also=frozenset({"references_whole", "counts_agree"}),
    ),
    Damage("rows_lost", "delete from curated.country_mentions where rowid < 20"),
    Damage(
        "fill_rates_fallen",
        "update curated.documents set published_on = null where title like 'Note%'",
        also=frozenset({"values_no_longer_found"}),
    ),
    Damage(
        "values_no_longer_found",
        "update curated.documents set published_on = null where title like 'Note%'",
        also=frozenset({"fill_rates_fallen"}),
    ),
    Damage("fill_rates_fallen", "update curated.publications set authors = []", also=frozenset()),
    Damage("types_shifted", "update curated.documents set document_type = 'news' where title like 'Note 1%'"),
]
# Damage to a table of one row: the fill rates are not judged there, so nothing else can see it.
DAMAGES = [damage for damage in DAMAGES if "publications" not in damage.sql]


def context_of(home: Path, damage: Damage | None = None) -> CheckContext:
    damage = damage or Damage("none")
    return CheckContext(
        now=NOW,
        run_id=RUN,
        previous=current_release(home),
        bounds=damage.bounds,
        runs=damage.runs,
        floors=damage.floors,
    )


@pytest.fixture(scope="module")
def released_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose sample is also the last good release."""
    home = tmp_path_factory.mktemp("released")
    shutil.copytree(sample_home, home, dirs_exist_ok=True)
    with connect(home / BUILD_FILE) as con:
        publish_release(con, home=home, now=DAY, run_id=RUN, checks=[])
    return home


@pytest.fixture
def home(released_home: Path, tmp_path: Path) -> Path:
    """A copy of the released home, to be damaged."""
    shutil.copytree(released_home, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def released(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A build file whose sample is also the last good release."""
    return con


def failed(con: duckdb.DuckDBPyConnection, context: CheckContext) -> dict[str, object]:
    return {result.name: result for result in run_checks(con, context=context) if not result.passed}


def test_no_check_fires_on_the_unbroken_sample(released: duckdb.DuckDBPyConnection, home: Path) -> None:
    assert failed(released, context_of(home)) == {}


def test_no_check_fires_without_context(con: duckdb.DuckDBPyConnection) -> None:
    results = run_checks(con, context=CheckContext(now=NOW, run_id=RUN))
    assert [result for result in results if not result.passed] == []
    unjudged = {result.name for result in results if result.observed.startswith("not judged")}
    assert unjudged == {check.name for check in list_checks() if check.needs}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage.check}: {damage.sql[:60]}")
def test_check_fires_on_its_damage_and_no_other_does(
    released: duckdb.DuckDBPyConnection, home: Path, damage: Damage
) -> None:
    if damage.sql:
        released.execute(damage.sql)
    found = failed(released, context_of(home, damage))
    assert damage.check in found
    assert found.keys() - {damage.check} <= damage.also
    result = found[damage.check]
    assert result.observed and 0 < len(result.rows) <= 20


def test_every_check_has_a_damage_that_it_sees() -> None:
    assert {damage.check for damage in DAMAGES} == {check.name for check in list_checks()}


def test_checks_say_what_they_protect_from() -> None:
    checks = list_checks()
    assert len({check.name for check in checks}) == len(checks)
    assert all(len(check.description) > 20 and check.expected for check in checks)
    assert {check.severity for check in checks} == {"fatal", "warning"}


@pytest.mark.parametrize("reason", ["limit", "block", "kill"])
def test_an_incomplete_walk_is_no_loss(released: duckdb.DuckDBPyConnection, home: Path, reason: str) -> None:
    runs = run_of(is_complete=False, incomplete_reason=reason, document_count=1)
    found = failed(released, context_of(home, Damage("", runs=runs)))
    assert found.keys() == (set() if reason == "limit" else {"source_incomplete"})


def test_a_check_that_cannot_run_has_failed_and_hides_no_other(
    released: duckdb.DuckDBPyConnection, home: Path
) -> None:
    released.execute("drop table curated.events")
    found = failed(released, context_of(home))
    assert {"shape_as_declared", "dates_plausible", "events_in_order"} <= found.keys()
    assert found["events_in_order"].observed.startswith("could not run: ")


def test_rows_shown_are_bounded(released: duckdb.DuckDBPyConnection, home: Path) -> None:
    released.execute("update core.mentions set surface = 'x'")
    result = failed(released, context_of(home))["mentions_verbatim"]
    (count,) = released.execute("select count(*) from core.mentions").fetchone()
    assert result.observed == f"{count} offending row(s)"
    assert len(result.rows) == 20


def test_results_are_kept_once_a_run(released: duckdb.DuckDBPyConnection, home: Path) -> None:
    released.execute("update curated.events set ends_on = starts_on - 1")
    results = run_checks(released, context=context_of(home))
    for _ in range(2):
        load_checks(released, results, run_id=RUN, now=NOW)
    rows = released.execute('select name, passed, "rows" from ops.checks where run_id = ?', [RUN]).fetchall()
    assert len(rows) == len(list_checks())
    (bad,) = [row for row in rows if not row[1]]
    assert bad[0] == "events_in_order" and "Forum on care" in bad[2]


def test_checks_leave_nothing_behind(released: duckdb.DuckDBPyConnection, home: Path) -> None:
    before = released.execute("select database_name, table_name from duckdb_tables() order by all").fetchall()
    run_checks(released, context=context_of(home))
    assert (
        released.execute("select database_name, table_name from duckdb_tables() order by all").fetchall()
        == before
    )


def test_header_of_a_check_may_continue_and_must_be_whole() -> None:
    header = [
        "name: a",
        "severity: warning",
        "protects: one",
        "  two",
        "expected: three",
        "needs: runs, bounds",
    ]
    text = "\n".join([*(f"-- {line}" for line in header), "select 1"])
    check = parse_check(text)
    assert (check.description, check.needs, check.severity) == ("one two", ("runs", "bounds"), "warning")
    with pytest.raises(ValueError, match="missing"):
        parse_check("-- name: a\nselect 1")
