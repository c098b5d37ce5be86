"""Static pages of the ILO: no class, no charset, everything laid out by tables."""

from __future__ import annotations

import pytest

from extractors.model import DocumentType, Page
from tests.read.pages import legacy, read_text_page

GENDER = "http://www.ilo.org/public/english/bureau/gender/newsite2002/about/quay.htm"
LONG = (
    "The unit mends nets, counts the hours of those who mend them, and writes down what they are paid for it. "
    * 2
)


def read(content: str, url: str = GENDER, **options: str) -> Page:
    return read_text_page(legacy(content, **options), url, content_type="text/html")


def test_title_text_headings_and_links_of_a_standing_page() -> None:
    page = read(
        f'<table width=760><tr><td width=90></td><td><font size="5"><b>Our work'
        f"</b></font><br><br><table><tr><td><b>Caf\u00e9 and<br>\nquay</b></td>"
        f"<td><p>{LONG}<p>It was set up in Gen\u00e8ve \x97 long ago.</td></tr>"
        f'</table><p><b>See also</b><br><a href="../r/ropes.htm">Ropes</a><br>'
        '<a href="sails.htm">Sails</a><br><p><font size=1>Updated by AB. Last update: 3 May 2004.</font></td></tr></table>'.replace(
            "\x97", "\u2014"
        ),
        switch='<a href="/public/french/bureau/gender/newsite2002/about/quai.htm">FR</a> - <a href="/public/spanish/index.htm">ES</a>',
    )
    assert (page.title, page.document_type, page.language, page.published) == (
        "Our work",
        DocumentType.ORGANISATION_PAGE,
        "en",
        None,
    )
    assert [(passage.kind.value, passage.text) for passage in page.body] == [
        ("heading", "Caf\u00e9 and quay"),
        ("paragraph", LONG.strip()),
        ("paragraph", "It was set up in Gen\u00e8ve \u2014 long ago."),
        ("heading", "See also"),
        ("list_item", "Ropes"),
        ("list_item", "Sails"),
    ]
    assert [(link.text, link.url) for link in page.see_also] == [
        ("Ropes", "http://www.ilo.org/public/english/bureau/gender/newsite2002/r/ropes.htm"),
        ("Sails", "http://www.ilo.org/public/english/bureau/gender/newsite2002/about/sails.htm"),
    ]
    for link in page.see_also:
        assert page.passages[link.passage].text == link.text
    assert [edition.language for edition in page.translations] == ["fr"]


def test_a_press_release_is_dated_above_its_title() -> None:
    page = read(
        (
            f"<table><tr><td><center><b>Wednesday 8 March 2000</b><br>( ILO/00/6 )"
            f"</center><h2>Women close a gap</h2><p>{LONG}<p>Second.</td></tr></table>"
        ),
        "http://www.ilo.org/public/english/bureau/inf/pr/2000/6.htm",
        title="ILO press release",
    )
    assert page.published is not None
    assert (page.document_type.value, page.title, page.published.value) == (
        "press_release",
        "Women close a gap",
        "2000-03-08",
    )
    assert [passage.text for passage in page.body] == [LONG.strip(), "Second."]


def test_a_record_has_the_month_of_its_session() -> None:
    page = read(
        (
            f"<table><tr><td><center><b>87th Session</b><br><b>Geneva, June 1999</b>"
            f'</center><font size="5"><b>Report on nets</b></font><p>{LONG}</td></tr></table>'
        ),
        "http://www.ilo.org/public/english/standards/relm/ilc/ilc87/com-nets.htm",
    )
    assert page.published is not None
    assert (page.document_type.value, page.published.value, page.published.precision) == (
        "conference_record",
        "1999-06",
        "month",
    )


def test_a_page_without_tables_takes_title_and_year_from_elsewhere() -> None:
    page = read_text_page(
        "<html><head><title>Allocution</title></head><body><p>Mesdames,</p><p>Je vous remercie.</p></body></html>",
        "https://webapps.ilo.org/public/french/bureau/dgo/speeches/somebody/1999/nets.htm",
        content_type="text/html",
    )
    assert page.published is not None
    assert (page.title, page.document_type.value, page.language, page.published.value) == (
        "Allocution",
        "speech",
        "fr",
        "1999",
    )


def test_tables_with_a_header_keep_their_rows() -> None:
    page = read(
        f"<h1>Nets</h1><p>{LONG}</p><table border=1><tr><th>Year</th><th>Nets</th></tr><tr><td>1999</td><td>4</td></tr></table>"
    )
    assert [passage.text for passage in page.body][-1] == "Year: 1999 | Nets: 4"


@pytest.mark.parametrize("content", ["", "<p></p>", "<table><tr><td></table>"])
def test_an_empty_page_is_kept_as_incomplete(content: str) -> None:
    page = read_text_page(f"<html><body>{content}</body></html>", GENDER, content_type="text/html")
    assert not page.is_complete
    assert page.body == ()


@pytest.mark.parametrize(
    "text", ["The unit has nine people.", "It was set up in 1999.<br><br>It has a boat."]
)
def test_a_page_of_one_sentence_is_text_and_not_a_menu(text: str) -> None:
    page = read(
        f'<table><tr><td width=90></td><td><font size="5"><b>Our unit</b></font><br><br><p>{text}</table>'
    )
    assert page.title == "Our unit"
    assert page.document_type is DocumentType.ORGANISATION_PAGE
    assert [passage.text for passage in page.body] == text.split("<br><br>")
    assert (page.language, page.links) == ("en", ())


def test_a_small_table_inside_the_text_is_text_and_the_french_footer_is_none() -> None:
    page = read(
        '<table><tr><td><font size="5"><b>Staff</b></font><br><br><table><tr><td><b>Head</b></td>'
        "<td><p>The head counts boats.</td></tr></table><p>Two clerks type.<p><font size=1>Mis \u00e0 jour par VP."
        " Derni\u00e8re modification : 9 mai 1999.</font></td></tr></table>"
    )
    assert [passage.text for passage in page.body] == ["Head", "The head counts boats.", "Two clerks type."]
