"""Dates as printed on the sites' pages, in three languages, as precise as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import PartialDate
from extractors.read.dates.event_line import parse_event_line
from extractors.read.dates.find import find_dates
from extractors.read.dates.parse import parse_date, parse_range
from extractors.read.folding import fold


@pytest.mark.parametrize(
    ("printed", "value", "precision"),
    [
        ("13 June 2011", "2011-06-13", "day"),
        ("05 August 2013", "2013-08-05", "day"),
        ("4 Octobre 2012", "2012-10-04", "day"),  # French month on an English page
        ("14 February 2019,", "2019-02-14", "day"),
        ("1er mai 2013", "2013-05-01", "day"),
        ("3 décembre 2024", "2024-12-03", "day"),
        ("18 de febrero de 2026", "2026-02-18", "day"),
        ("9 de setiembre del 2015", "2015-09-09", "day"),
        ("December 24, 2014", "2014-12-24", "day"),
        ("Wednesday, July 1, 2020", "2020-07-01", "day"),
        ("2nd March 2010", "2010-03-02", "day"),
        ("Sept. 3, 2009", "2009-09-03", "day"),
        ("5/3/2014", "2014-03-05", "day"),
        ("Geneva, June 1999", "1999-06", "month"),
        ("mayo de 2013", "2013-05", "month"),
        ("2025-03", "2025-03", "month"),
        ("2010", "2010", "year"),
        ("March 27th", "--03-27", "day_without_year"),
        ("27 March", "--03-27", "day_without_year"),
        ("1768392000", "2026-01-14", "day"),
        ("2026-03-09T10:02:11+01:00", "2026-03-09", "day"),
        ("2024-11-04T12:00:00Z", "2024-11-04", "day"),
        ("7\u00a0March\u20092014", "2014-03-07", "day"),
    ],
)
def test_a_printed_date_keeps_its_precision(printed: str, value: str, precision: str) -> None:
    date = parse_date(printed)
    assert date is not None
    assert (date.value, date.precision) == (value, precision)


@pytest.mark.parametrize(
    "printed",
    ["", None, "Room 12", "31 February", "Working Paper No. 2 / 14", "32 May", "C189", "10.54394/X"],
)
def test_what_is_no_date_gives_none(printed: str | None) -> None:
    assert parse_date(printed) is None


def test_an_instant_has_its_day_where_the_site_is() -> None:
    late_evening = "2026-03-08T23:30:00Z"
    assert parse_date(late_evening).value == "2026-03-08"  # type: ignore[union-attr]
    assert parse_date(late_evening, zone="Europe/Zurich").value == "2026-03-09"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("20\u201322 May 2025", "2025-05-20", "2025-05-22"),
        ("14 to 16 May 2025", "2025-05-14", "2025-05-16"),
        ("du 20 au 22 mai 2025", "2025-05-20", "2025-05-22"),
        ("del 20 al 22 de mayo de 2025", "2025-05-20", "2025-05-22"),
        ("20 y 21 de mayo de 2025", "2025-05-20", "2025-05-21"),
        ("May 20-22, 2025", "2025-05-20", "2025-05-22"),
        ("28 May \u2013 2 June 2025", "2025-05-28", "2025-06-02"),
        ("May 28 \u2013 June 2, 2025", "2025-05-28", "2025-06-02"),
        ("30 December 2024 - 2 January 2025", "2024-12-30", "2025-01-02"),
        ("30 December - 2 January 2025", "2024-12-30", "2025-01-02"),
        ("14 May 2025 - 16 May 2025 | Nairobi", "2025-05-14", "2025-05-16"),
        ("March 27th and 28th", "--03-27", "--03-28"),
        ("6 May 2025", "2025-05-06", "2025-05-06"),
    ],
)
def test_a_range_of_days_has_both_ends(printed: str, first: str, last: str) -> None:
    found = parse_range(printed)
    assert found is not None
    assert (found[0].value, found[1].value) == (first, last)


@pytest.mark.parametrize(
    ("printed", "start", "end", "place"),
    [
        ("7 March 2014, 11:00 to 12:30, ILO Room II (R3)", "11:00", "12:30", "ILO Room II (R3)"),
        ("04 February 2019, Islamabad, Pakistan", None, None, "Islamabad, Pakistan"),
        ("Tuesday, 4 March 2014, 9.30 a.m. \u2013 5 pm, Room V", "09:30", "17:00", "Room V"),
        ("mardi 3 juin 2014, 14h30 \u00e0 16h, salle II", "14:30", "16:00", "salle II"),
        ("6 May 2025 | Online", None, None, "Online"),
        ("5 May 2025, 14:00 - 15:30 CET | Online", "14:00", "15:30", "Online"),
        ("5 May 2025, 14:00 to 15:30 (Geneva time), Room V", "14:00", "15:30", "Room V"),
        ("14 February 2019,", None, None, None),
    ],
)
def test_an_event_line_gives_times_and_place(
    printed: str, start: str | None, end: str | None, place: str | None
) -> None:
    event = parse_event_line(printed)
    assert event is not None
    assert (event.start_time, event.end_time, event.place, event.text) == (start, end, place, printed)


@given(st.text(max_size=80))
def test_any_text_is_survived_and_spans_hold(text: str) -> None:
    assert len(fold(text)) == len(text)
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("line", ["World of Work No. 30, July 1999", "Boletín núm. 7, julio de 1999"])
def test_the_number_of_an_issue_is_no_day(line: str) -> None:
    assert parse_date(line) == PartialDate("1999-07", "month")
