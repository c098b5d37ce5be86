from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.errors import SettingsError, UnexpectedContent
from flows.accuracy import score_paths
from flows.accuracy.body import score_body, token_f1
from flows.accuracy.compare import compare_lists, compare_values
from flows.accuracy.floors import FLOORS, check_floors, measure, merge_floors, raise_floors, read_floors
from flows.accuracy.report import as_json, as_table
from flows.accuracy.rows import AccuracyReport, AccuracyRow, BodyRow, merge_reports
from flows.accuracy.text_keys import as_labelled
from tests.read.golden_files import GOLDEN, load


def label(**changes: object) -> dict[str, object]:
    expected: dict[str, object] = {
        "document_type": "op_ed", "title": "Lighthouses need a second keeper", "published_on": "2026-04-14",
        "date_precision": "day", "language": "en", "event_start": None, "event_end": None, "place": None,
        "kicker": "Op-ed", "summary": "A keeper who sleeps is a keeper who sees.",
        "body_paragraphs": ["Every night the lamp at Cape Tallow is watched by one person. Two would cost less than one wreck.",
            "What it costs", "one bed", "one kettle", "Nobody has ever asked me to sleep."],
        "body_optional": ["The lamp room in spring.", "Hanne Rowe, keeper"], "body_forbidden": ["Ladders for the lamplighters"],
        "links_out": ["https://www.unwomen.org/en/what-we-do"], "files": [], "tags": ["Care work", "Night work"],
        "translations": [{"language": "fr", "url": "https://www.unwomen.org/fr/nouvelles/tribune/2026/04/un-second-gardien"}],
    }  # fmt: skip
    return {**expected, **changes}


@pytest.fixture
def labelled(tmp_path: Path):
    """Write one labelled page (the golden op-ed) with some facts changed, and return its folder."""

    def write(**changes: object) -> Path:
        golden = load(GOLDEN / "unwomen_drupal" / "op_ed")
        (tmp_path / "op_ed.html").write_bytes(golden.payload)
        record = {
            "url": golden.url, "file": "op_ed.html", "status": 200, "content_type": "text/html; charset=utf-8",
            "declared_charset": "utf-8", "family": "unw_drupal", "fetched_at": "2026-11-02T08:15:00Z",
            "expected": changes.pop("expected", None) or label(**changes),
        }  # fmt: skip
        (tmp_path / "op_ed.json").write_text(json.dumps(record), "utf-8")
        return tmp_path

    return write


def test_a_page_read_right_scores_full_marks(labelled) -> None:
    report = score_paths([labelled()])
    assert report.page_count == 1
    assert report.misses == ()
    assert report.row("unwomen_drupal", "published_on") == AccuracyRow(
        "unwomen_drupal", "published_on", 1, 1, 1
    )
    body = report.body("unwomen_drupal")
    assert body is not None
    assert (body.f1_mean, body.exact_share, body.leak_count) == (1.0, 1.0, 0)


def test_a_wrong_value_costs_precision_and_recall(labelled) -> None:
    report = score_paths([labelled(published_on="2026-04-15")])
    row = report.row("unwomen_drupal", "published_on")
    assert row is not None
    assert (row.precision, row.recall) == (0.0, 0.0)
    assert [(miss.field, miss.expected, miss.found) for miss in report.misses] == [
        ("published_on", "2026-04-15", "2026-04-14")
    ]


def test_an_invented_value_costs_precision_alone(labelled) -> None:
    row = score_paths([labelled(published_on=None, date_precision=None)]).row(
        "unwomen_drupal", "published_on"
    )
    assert row is not None
    assert (row.precision, row.recall) == (0.0, None)


def test_an_accepted_value_is_right(labelled) -> None:
    report = score_paths([labelled(document_type="article", accept={"document_type": ["article", "op_ed"]})])
    row = report.row("unwomen_drupal", "document_type")
    assert row is not None
    assert (row.precision, row.recall) == (1.0, 1.0)


def test_a_leaked_text_and_a_lost_passage_are_counted(labelled) -> None:
    body = score_paths(
        [labelled(body_forbidden=["one kettle"], body_paragraphs=["one bed", "one lamp"])]
    ).body("unwomen_drupal")
    assert body is not None
    assert (body.leak_count, body.passage_count, body.exact_count) == (1, 2, 1)
    assert body.f1_mean < 0.5


def test_a_page_that_must_be_rejected_but_is_let_through_is_a_miss(labelled) -> None:
    report = score_paths([labelled(expected={"rejected_as": "soft_404"})])
    row = report.row("unwomen_drupal", "verdict")
    assert row is not None
    assert (row.labelled_count, row.right_count) == (1, 0)
    assert report.rows == (row,)


def test_a_missing_page_is_told(labelled) -> None:
    folder = labelled()
    (folder / "op_ed.html").unlink()
    with pytest.raises(UnexpectedContent, match=r"op_ed\.html"):
        score_paths([folder])


def test_a_path_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedContent, match="nowhere"):
        score_paths([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("expected", "found", "accepted", "counts"),
    [
        ("a", "a", (), (1, 1, 1)),
        ("a  b", "a b", (), (1, 1, 1)),
        ("a", None, (), (1, 0, 0)),
        (None, "a", (), (0, 1, 0)),
        (None, None, (), (0, 0, 0)),
        ("a", "b", ["b"], (1, 1, 1)),
        ("a", None, [None], (0, 0, 0)),
        (None, "b", ["b"], (0, 0, 0)),
    ],
)
def test_compare_values(expected, found, accepted, counts) -> None:
    assert compare_values(expected, found, accepted) == counts


def test_a_brief_is_a_publication() -> None:
    assert compare_values("brief", "publication", (), "document_type") == (1, 1, 1)


def test_compare_lists_counts_entries() -> None:
    files = [{"url": "https://example.org/a.pdf", "label": "x"}]
    assert compare_lists("files", files, ["https://example.org/a.pdf", "https://example.org/b.pdf"]) == (
        1,
        2,
        1,
    )
    assert compare_lists("tags", ["a", "a"], ["a"]) == (2, 1, 1)


def test_optional_words_neither_help_nor_harm() -> None:
    assert token_f1(["one two", "caption here"], ["one two"], ["caption here"]) == 1.0
    assert token_f1(["one two", "menu here"], ["one two"]) == pytest.approx(2 / 3)
    assert token_f1([], ["one"]) == 0.0
    score = score_body(["A b."], {"body_paragraphs": ["A\u00a0b."], "body_forbidden": []})
    assert (score.f1, score.exact_count) == (1.0, 1)


def test_report_shows_the_baseline_beside(labelled) -> None:
    report = score_paths([labelled()])
    table = as_table(report)
    assert "trafilatura" in table.splitlines()[2]
    data = json.loads(as_json(report))
    assert data["trafilatura"]["bodies"][0]["generation"] == "unwomen_drupal"
    assert {"precision", "recall"} <= data["fields"][0].keys()


def report_of(precision_right: int, f1: float, baseline_f1: float = 0.5) -> AccuracyReport:
    row = AccuracyRow("womenwatch", "title", 10, 10, precision_right)
    body = BodyRow("womenwatch", 2, f1, f1, 10, 10, 0)
    return AccuracyReport(2, (row,), (body,), (), (body._replace(f1_mean=baseline_f1),))


def test_floors_are_checked_and_move_only_up(tmp_path: Path) -> None:
    path = tmp_path / "floors.yml"
    raise_floors(report_of(9, 0.99), path)
    assert check_floors(report_of(9, 0.99), read_floors(path)) == []
    problems = check_floors(report_of(8, 0.97), read_floors(path))
    assert sorted(problem.split(":")[0] for problem in problems) == [
        "womenwatch, body",
        "womenwatch, title",
        "womenwatch, title",
    ]
    with pytest.raises(SettingsError, match=r"precision from 0\.900 to 0\.800"):
        raise_floors(report_of(8, 0.99), path)
    assert read_floors(path)["womenwatch"]["title"]["precision"] == 0.9
    raise_floors(report_of(10, 0.99), path)
    assert read_floors(path)["womenwatch"]["title"]["precision"] == 1.0
    raise_floors(report_of(8, 0.99), path, is_forced=True)
    assert read_floors(path)["womenwatch"]["title"]["precision"] == 0.8


def test_a_body_under_the_baseline_is_told() -> None:
    assert check_floors(report_of(10, 0.99, baseline_f1=0.995), {}) == [
        "womenwatch, body: F1 is 0.990, under trafilatura's 0.995"
    ]


def test_merging_keeps_what_one_side_lacks() -> None:
    assert merge_floors({"a": {"title": {"recall": 0.9}}}, {"b": {"title": {"recall": 0.8}}}) == {
        "a": {"title": {"recall": 0.9}},
        "b": {"title": {"recall": 0.8}},
    }


def test_reports_of_pages_and_texts_can_be_merged() -> None:
    one, two = report_of(9, 0.99), AccuracyReport(1, (AccuracyRow("womenwatch", "title", 1, 1, 1),), ())
    merged = merge_reports([one, two])
    assert merged.page_count == 3
    assert merged.rows == (AccuracyRow("womenwatch", "title", 11, 11, 10),)


def test_pinned_floors_stand_on_the_shared_pages(shared: Path) -> None:
    report = score_paths([shared / "corpus" / "pages"])
    assert check_floors(report, read_floors(FLOORS)) == []
    assert set(measure(report)) <= set(read_floors(FLOORS))
    assert not any(body.leak_count for body in report.bodies)


def test_a_ministry_may_be_labelled_without_its_state_but_not_with_another() -> None:
    found = frozenset({("ministry of labour (ghana)",)})
    printed, other = frozenset({("ministry of labour",)}), frozenset({("ministry of labour (togo)",)})
    assert as_labelled(found, printed) == printed
    assert as_labelled(found, other) == found
