"""Pages of both WCMS templates of the ILO."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.model import DocumentType, Page
from tests.read.pages import read_text_page, wcms

AT = datetime(2014, 9, 20, 3, 11, tzinfo=UTC)
NEWS = "http://www.ilo.org/global/about-the-ilo/newsroom/news/WCMS_77/lang--en/index.htm"


def read(content: str, url: str = NEWS, **options: str) -> Page:
    return read_text_page(wcms(content, **options), url, at=AT)


@pytest.mark.parametrize(
    "content",
    [
        '<div class="page-title"><span class="theme">Ports</span><h1>Nets and night shifts</h1><p>Who mends at night.</p></div>'
        '<p class="info">News | Geneva | 3 May 2012</p><div class="text"><p>Text.</p></div><p><strong>Tags:</strong> nets, ports</p>',
        '<p class="eyebrow">Ports</p><h1 class="long-title">Nets and night shifts</h1><p class="abstract lead">Who mends at night.</p>'
        '<p class="item-date">News | Geneva | 3 May 2012</p><div class="content-text"><p>Text.</p></div>'
        '<aside class="meta-data"><strong>Tags</strong>: nets, ports<br><strong>Regions and countries covered</strong>: Global</aside>',
    ],
    ids=["2009", "2016"],
)
def test_both_templates_give_the_same(content: str) -> None:
    page = read(content)
    assert (page.kicker, page.title, page.summary) == (
        "Ports",
        "Nets and night shifts",
        "Who mends at night.",
    )
    assert page.published is not None
    assert (page.document_type, page.published.value, page.place) == (
        DocumentType.NEWS,
        "2012-05-03",
        "Geneva",
    )
    assert page.tags == ("nets", "ports")
    assert [passage.text for passage in page.body] == ["Text."]
    assert page.identifiers["wcms"] == "77"
    assert page.canonical_url == "https://www.ilo.org/WCMS_77/lang--en/index.htm"


@pytest.mark.parametrize(
    ("line", "kind", "published"),
    [
        ("Media advisory | 1 March 2016", "press_release", "2016-03-01"),
        ("Note aux journalistes | Gen\u00e8ve | 4 octobre 2019", "press_release", "2019-10-04"),
        ("Feature | 8 March 2014", "article", "2014-03-08"),
        ("D\u00e9claration | 15 juin 2010", "statement", "2010-06-15"),
        ("Date issued: 08 March 2019 | Size/duration: 00:31", "news", "2019-03-08"),
        ("4 Octobre 2012", "news", "2012-10-04"),
    ],
)
def test_forms_of_the_header_line(line: str, kind: str, published: str) -> None:
    page = read(
        f'<div class="page-title"><h1>T</h1></div><p class="info">{line}</p><div class="text"><p>x</p></div>'
    )
    assert page.published is not None
    assert (page.document_type.value, page.published.value) == (kind, published)


def test_credits_and_footers_date_nothing() -> None:
    page = read(
        '<h1 class="long-title">T</h1><div class="content-text"><p>x</p><div'
        ' class="img-caption"><span class="copyright">\u00a9 A. Mar/ILO 2024'
        '</span><p class="caption">The quay.</p></div></div>'
    )
    assert page.published is None
    assert page.credits == ("\u00a9 A. Mar/ILO 2024",)
    assert [(passage.kind.value, passage.text) for passage in page.body] == [
        ("paragraph", "x"),
        ("caption", "The quay."),
    ]


def test_a_record_in_spanish_makes_a_publication() -> None:
    page = read(
        '<div class="page-title"><h1>Redes</h1><p>Resumen.</p></div><div class="pub-data"><table><tr><th>Tipo :</th><td>Informe</td></tr>'
        "<tr><th>Fecha de publicaci\u00f3n :</th><td>07 de marzo de 2014</td></tr><tr><th>Autor(es) :</th><td>A. Ruiz; B. Mar</td></tr>"
        "<tr><th>Referencia :</th><td>978-92-2-328000-1[ISBN] 1020-0010[ISSN]</td></tr></table></div><div class=text><p>Texto.</p></div>"
        '<div id="download"><ul><li><a'
        ' href="/wcmsp5/groups/public/---ed/documents/publication/wcms_78.pdf">pdf - 1.4 MB</a></li></ul></div>',
        "http://www.ilo.org/sanjose/WCMS_78/lang--es/index.htm",
        language="es",
    )
    assert (page.document_type, page.publication_type, page.language) == (
        DocumentType.PUBLICATION,
        "report",
        "es",
    )
    assert page.published is not None
    assert page.published.value == "2014-03-07"
    assert page.authors == ("A. Ruiz", "B. Mar")
    assert (page.identifiers["isbn"], page.identifiers["issn"]) == ("9789223280001", "1020-0010")
    assert [(file.byte_count, file.media_type) for file in page.files] == [(1_400_000, "application/pdf")]
    assert page.record[0] == ("Tipo", "Informe")


@pytest.mark.parametrize(
    ("line", "start", "end", "times", "place"),
    [
        (
            "13 March 2014, 13:00 to 14:15, ILO Room II (R3)",
            "2014-03-13",
            "2014-03-13",
            ("13:00", "14:15"),
            "ILO Room II (R3)",
        ),
        ("12 - 14 November 2013, Turin, Italy", "2013-11-12", "2013-11-14", (None, None), "Turin, Italy"),
        (
            "Event | Turin, Italy | 28 November 2013 - 2 December 2013",
            "2013-11-28",
            "2013-12-02",
            (None, None),
            "Turin, Italy",
        ),
    ],
)
def test_event_lines(
    line: str, start: str, end: str, times: tuple[str | None, str | None], place: str
) -> None:
    page = read(
        f'<div class="page-title"><h1>Talk</h1></div><p class="event-info">{line}</p><div class="text"><p>Come.</p></div>',
        "http://www.ilo.org/gender/Events/WCMS_79/lang--en/index.htm",
    )
    assert page.document_type is DocumentType.EVENT
    assert page.event is not None
    assert page.event.starts_on is not None
    assert page.event.ends_on is not None
    assert (page.event.starts_on.value, page.event.ends_on.value) == (start, end)
    assert (page.event.start_time, page.event.end_time) == times
    assert (page.place, page.published) == (place, None)


def test_editions_are_those_of_the_same_number() -> None:
    page = read(
        '<div class="lang-switch"><a href="/global/x/WCMS_77/lang--fr/index.htm">Fran\u00e7ais</a> <a href="/global/lang--es/index.htm">'
        'Espa\u00f1ol</a></div><h1 class="long-title">T</h1><div class="content-text"><p>x</p></div>'
    )
    assert [(e.language, e.url) for e in page.translations] == [
        ("fr", "http://www.ilo.org/global/x/WCMS_77/lang--fr/index.htm")
    ]


def test_a_page_without_a_text_element_is_read_from_its_column() -> None:
    page = read(
        "<h1>T</h1><p>News | 3 May 2012</p><p>First paragraph of it.</p><p>Second.</p><p><strong>Tags:</strong> x</p>"
    )
    assert [passage.text for passage in page.body] == ["First paragraph of it.", "Second."]
    assert page.published is not None
    assert page.published.value == "2012-05-03"


def test_standing_text_with_highlights() -> None:
    page = read(
        '<div class="page-title"><h1>Harbour unit</h1></div><div class="text">'
        '<p>We mend nets.</p></div><h3>Highlights</h3><ol class="highlights">'
        '<li><p class="item-type">Note</p><a href="/harbour/WCMS_80/lang--en/index.htm">Ropes'
        '</a><p class="item-date">4 Octobre 2012</p></li></ol>',
        "http://www.ilo.org/harbour/lang--en/index.htm",
        side='<aside class="see-also"><ul><li><a href="/x/WCMS_81/lang--en/index.htm">Sails</a></li></ul></aside>',
    )
    assert page.document_type is DocumentType.ORGANISATION_PAGE
    assert page.published is None
    assert page.listing is not None
    assert [(i.title, i.published_on and i.published_on.value) for i in page.listing.items] == [
        ("Ropes", "2012-10-04")
    ]
    assert [link.text for link in page.see_also] == ["Sails"]
    assert [passage.text for passage in page.body] == ["We mend nets."]


def test_a_placeholder_is_no_title() -> None:
    page = read(
        '<h1 class="long-title">FRAGLIB_ILO_META_TAG</h1><div class="content-text"><p>x</p></div>',
        title="Ropes",
    )
    assert page.title == "Ropes"
