"""Dates of three languages, as precise as printed; a missing year only from the document's date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import PartialDate, Passage, PassageKind
from transforms.dates.find import date_mentions, find_dates

JUNE_2011 = PartialDate("2011-06-13", "day")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 13 June 2011", ["2011-06-13"]),
        ("Monday, June 13, 2011", ["2011-06-13"]),
        ("JUNE 13, 2011", ["2011-06-13"]),
        ("15\njune 2010", ["2010-06-15"]),
        ("the 1st of May 2010", ["2010-05-01"]),
        ("le 1er mai 2010", ["2010-05-01"]),
        ("le mardi 4 mars 2014", ["2014-03-04"]),
        ("el 8 de junio de 2017", ["2017-06-08"]),
        ("el 1º de setiembre de 2017", ["2017-09-01"]),
        ("13 juin 2011", ["2011-06-13"]),
        ("12 févr. 2008", ["2008-02-12"]),
        ("3 Sept. 2008", ["2008-09-03"]),
        ("2011-06-13", ["2011-06-13"]),
        ("13/06/2011", ["2011-06-13"]),
        ("06/13/2011", ["2011-06-13"]),
        ("13.6.2011", ["2011-06-13"]),
        ("27 and 28 March 2023", ["2023-03-27/2023-03-28"]),
        ("March 27th and 28th, 2023", ["2023-03-27/2023-03-28"]),
        ("27, 28 and 29 March 2023", ["2023-03-27/2023-03-29"]),
        ("9-10 May 2017", ["2017-05-09/2017-05-10"]),
        ("du 3 au 5 mai 2017", ["2017-05-03/2017-05-05"]),
        ("del 24 al 26 de octubre de 2013", ["2013-10-24/2013-10-26"]),
        ("24 y 25 de octubre de 2013", ["2013-10-24/2013-10-25"]),
        ("28 March to 2 April 2014", ["2014-03-28/2014-04-02"]),
        ("June 30 – July 2, 2014", ["2014-06-30/2014-07-02"]),
        ("30 December – 2 January 2015", ["2014-12-30/2015-01-02"]),
        ("between 18 and 22 January 2021", ["2021-01-18/2021-01-22"]),
        ("entre el 18 y el 22 de enero de 2021", ["2021-01-18/2021-01-22"]),
        ("3 and 17 May 2012", ["2012-05-03", "2012-05-17"]),
        ("June 2009", ["2009-06"]),
        ("junio de 2009", ["2009-06"]),
        ("juillet-août 2019", ["2019-07/2019-08"]),
        ("runs from 2020 to 2024", ["2020/2024"]),
        ("in 2015", ["2015"]),
        ("Circular no. 564 (1999)", ["1999"]),
    ],
)
def test_dates_as_printed(text: str, iso: list[str]) -> None:
    assert [found.iso for found in find_dates(text)] == iso


@pytest.mark.parametrize(
    "text",
    [
        "the 89 th session",
        "In March 12 women were hired",
        "it may 3 times",
        "31 June 2011",
        "Article 3",
        "03/04/2011",
        "10 to 12 workers",
        "WCMS_154664",
        "Convention No. 189",
        "2:05",
        "by 2020 workers",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(("language", "iso"), [("fr", ["2011-04-03"]), ("es", ["2011-04-03"]), ("en", [])])
def test_ambiguous_numbers_need_a_language_that_decides(language: str, iso: list[str]) -> None:
    assert [found.iso for found in find_dates("03/04/2011", language=language)] == iso


@pytest.mark.parametrize(
    ("text", "anchor", "value", "precision", "problem"),
    [
        ("Monday 13 June", JUNE_2011, "2011-06-13", "day", None),
        ("13 June", JUNE_2011, "2011-06-13", "day", None),
        ("Tuesday 13 June", JUNE_2011, "--06-13", "day_without_year", "weekday_misfit"),
        ("13 June", None, "--06-13", "day_without_year", None),
        ("Monday 13 June", None, "--06-13", "day_without_year", None),
        ("29 February", JUNE_2011, "--02-29", "day_without_year", None),
        ("Tuesday 8 January", PartialDate("2012-12-28", "day"), "2013-01-08", "day", None),
        ("22 December", PartialDate("2013-01-04", "day"), "2012-12-22", "day", None),
        ("17 September", PartialDate("2014-09", "month"), "2014-09-17", "day", None),
        ("17 December", PartialDate("2014", "year"), "2014-12-17", "day", None),
        ("13 June", PartialDate("--06-13", "day_without_year"), "--06-13", "day_without_year", None),
    ],
)
def test_missing_years(
    text: str, anchor: PartialDate | None, value: str, precision: str, problem: str | None
) -> None:
    (found,) = find_dates(text, anchor=anchor)
    assert (found.starts_on.value, found.starts_on.precision, found.problem) == (value, precision, problem)
    assert found.starts_on.is_inferred == (precision == "day")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("7 March 2014, 11:00 to 12:30", "11:00", "12:30"),
        ("6 March 2013, 13:00 to 14:15, ILO Room V", "13:00", "14:15"),
        ("le 8 mars 2013 de 9 h à 12 h 30", "09:00", "12:30"),
        ("10 May 2013 at 10 a.m.", "10:00", None),
        ("10 May 2013, from 2.30 p.m. to 5 p.m.", "14:30", "17:00"),
        ("10 May 2013, from 9 to 11 a.m.", "09:00", "11:00"),
        ("10 May 2013, 40 people", None, None),
    ],
)
def test_times(text: str, start: str | None, end: str | None) -> None:
    (found,) = find_dates(text)
    assert (found.start_time, found.end_time) == (start, end)
    assert text[found.start : found.end] == found.surface


def test_a_printed_date_on_another_weekday_is_kept_and_told() -> None:
    passage = Passage(0, PassageKind.PARAGRAPH, "It met on Monday 14 June 2011.")
    mentions, issues = date_mentions([passage], None)
    assert [mention.entity_id for mention in mentions] == ["2011-06-14"]
    assert [issue.code for issue in issues] == ["weekday_misfit"]


MONTHS = ["janvier", "March", "mai", "agosto", "September", "diciembre"]


@given(st.dates(date(1801, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    (found,) = find_dates(f"on {day.day} {day:%B} {day.year}.")
    assert found.iso == day.isoformat()


@given(st.text(alphabet="0123456789 -/.,:hdeau" + "".join(set("".join(MONTHS))), max_size=60))
def test_dates_stand_at_their_spans_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_dates(text, anchor=JUNE_2011):
        assert text[found.start : found.end] == found.surface
        assert found.start >= end
        end = found.end
