from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.model import DocumentType, Page, PassageKind, SiteGeneration
from extractors.read.listings.listing import read_listing
from tests.read.pages import read_text_page

OLD = datetime(2020, 7, 11, tzinfo=UTC)
HQ = "https://www.unwomen.org"


def node(
    inner: str,
    *,
    kind: str = "news-and-stories",
    title: str = "A ladder for the loft",
    lang: str = "en",
    head: str = "",
) -> str:
    return (
        f'<html lang="{lang}"><head>{head}<title>{title} | UN Women – Headquarters</title></head><body><header><nav>'
        '<ul class="menu"><li><a href="/en/about-us">About us</a></li></ul></nav></header><main>'
        '<section id="block-breadcrumbs"><nav class="breadcrumbs-nav"><ol class="breadcrumb"><li>Home</li></ol></nav></section>'
        f'<section class="block-hq-content"><article class="node node--type-{kind} node--view-mode-full">{inner}</article></section>'
        '<section class="related-content"><h2>Related stories</h2><time datetime="2020-01-01T12:00:00Z">1 January 2020</time></section>'
        "</main><footer>Copyright © UN Women</footer></body></html>"
    )


def field(name: str, value: str) -> str:
    return f'<div class="field field--name-field-{name} field__item">{value}</div>'


def text(words: str) -> str:
    return f'<section class="paragraph--section--basic-text"><div class="field field--name-field-text">{words}</div></section>'


def story(
    label: str = "",
    date: str = "",
    title: str = "A ladder for the loft",
    words: str = "<p>The loft has one ladder.</p>",
) -> str:
    kicker = field("story-type", label) if label else ""
    dated = field("story-publication-date", f"<time>{date}</time>") if date else ""
    return f'<header class="story-header">{kicker}<h1 class="story-title">{title}</h1>{dated}</header>{text(words)}'


@pytest.mark.parametrize(
    ("path", "label", "kind"),
    [
        ("/en/news-stories/op-ed/2026/04/a-ladder", "Op-ed", "op_ed"),
        ("/en/news-stories/op-ed/2026/04/a-ladder", "", "op_ed"),
        ("/en/articles/explainer/what-is-a-ladder", "Explainer", "explainer"),
        ("/en/articles/explainer/what-is-a-ladder", "", "explainer"),
        ("/en/articles/faqs/ladders", "FAQs", "explainer"),
        ("/en/articles/facts-and-figures/ladders", "", "explainer"),
        ("/en/news-stories/interview/2026/05/interview-the-carpenter", "Interview", "interview"),
        ("/en/news-stories/media-advisory/2026/05/launch", "Media advisory", "press_release"),
        ("/en/news-stories/news/2026/05/loft-opens", "News", "news"),
        ("/en/stories/feature-story/2026/05/the-loft", "", "feature_story"),
        ("/es/noticias/comunicado-de-prensa/2026/06/la-escalera", "Comunicado de prensa", "press_release"),
        ("/es/noticias/comunicado-de-prensa/2026/06/la-escalera", "", "press_release"),
        ("/es/noticias/reportaje/2026/05/la-escalera", "", "feature_story"),
        ("/es/noticias/entrevista/2026/05/la-carpintera", "", "interview"),
        ("/es/noticias/declaracion/2026/05/el-puente", "Declaración", "statement"),
        ("/es/noticias/discurso/2026/05/en-el-puerto", "", "speech"),
        ("/es/articulos/articulo-explicativo/que-es-una-escalera", "", "explainer"),
        ("/es/articulos/preguntas-frecuentes/escaleras", "", "explainer"),
        ("/fr/nouvelles/reportage/2026/05/l-echelle", "", "feature_story"),
        ("/fr/nouvelles/communique-de-presse/2026/05/l-echelle", "Communiqué de presse", "press_release"),
        ("/fr/nouvelles/declaration/2026/05/le-pont", "", "statement"),
        ("/fr/nouvelles/tribune/2026/05/le-pont", "", "op_ed"),
        ("/en/where-we-are/grey-coast", "", "organisation_page"),
        ("/en/what-we-do/economic-empowerment", "", "topic_page"),
        ("/en/digital-library/publications/2026/02/a-guide", "", "publication"),
    ],
)
def test_drupal_types_by_label_and_by_address(path: str, label: str, kind: str) -> None:
    page = read_text_page(node(story(label)), HQ + path)
    assert (page.reader, page.document_type) == ("unwomen_drupal", DocumentType(kind))
    assert page.kicker == (label or None)


@pytest.mark.parametrize(
    ("path", "date", "published"),
    [
        ("/en/news-stories/statement/2026/07/x", "2 July 2026", "2026-07-02"),
        ("/es/noticias/reportaje/2026/05/x", "19 de mayo de 2026", "2026-05-19"),
        ("/fr/nouvelles/reportage/2026/05/x", "1er mai 2026", "2026-05-01"),
        ("/en/news-stories/statement/2026/07/x", "", "2026-07"),
        ("/en/articles/explainer/what-is-a-ladder", "", None),
        ("/en/where-we-are/grey-coast", "", None),
    ],
)
def test_drupal_dates(path: str, date: str, published: str | None) -> None:
    page = read_text_page(node(story(date=date)), HQ + path)
    assert (page.published.value if page.published else None) == published


def test_drupal_regional_hosts_are_of_this_generation() -> None:
    page = read_text_page(
        node(story("Feature story", "3 March 2024")),
        "https://eca.unwomen.org/en/stories/feature-story/2024/03/x",
    )
    assert (page.site_generation, page.publisher) == (SiteGeneration.UNWOMEN_DRUPAL, "UN Women")


def test_drupal_event_has_days_and_no_publication_date() -> None:
    inner = (
        field("event-type", "Side event")
        + '<h1 class="event-title">Ladders</h1><div class="field field--name-field-event-date"><div class="field__label">Date</div>'
        '<div class="field__item"><time datetime="2026-09-17T07:00:00Z">17 September 2026, 2:00 p.m.</time> - '
        '<time datetime="2026-09-18T10:00:00Z">18 September 2026, 5:00 p.m.</time></div></div>'
        + field("event-location", "Port Halloway")
        + text("<p>Bring a ladder by 10 September 2026.</p>")
    )
    page = read_text_page(
        node(
            inner,
            kind="event",
            head='<meta property="article:published_time" content="2026-08-01T00:00:00Z">',
        ),
        HQ + "/en/events/2026/09/ladders",
    )
    assert page.event is not None
    assert page.event.starts_on is not None
    assert page.event.ends_on is not None
    assert (page.event.starts_on.value, page.event.ends_on.value, page.place) == (
        "2026-09-17",
        "2026-09-18",
        "Port Halloway",
    )
    assert (page.published, page.document_type) == (None, DocumentType.EVENT)
    assert [p.text for p in page.body] == ["Bring a ladder by 10 September 2026."]


def test_drupal_frame_is_not_text() -> None:
    page = read_text_page(node(story("News", "3 March 2024")), HQ + "/en/news-stories/news/2024/03/x")
    assert [p.text for p in page.body] == ["The loft has one ladder."]


def test_drupal_questions_are_headings() -> None:
    words = (
        '<h3 class="accordion-header"><button class="accordion-button">Who may climb?</button></h3>'
        '<div class="accordion-body"><p>Everybody may climb.</p></div>'
        "<details><summary>Who holds it?</summary><p>Two people hold it.</p></details>"
    )
    page = read_text_page(node(story(words=words)), HQ + "/en/articles/faqs/ladders")
    assert [(p.kind.value, p.text) for p in page.body] == [
        ("heading", "Who may climb?"),
        ("paragraph", "Everybody may climb."),
        ("heading", "Who holds it?"),
        ("paragraph", "Two people hold it."),
    ]


def test_drupal_contradiction_between_label_and_date_is_an_issue() -> None:
    head = '<meta property="article:published_time" content="2026-07-09T09:00:00-0400">'
    page = read_text_page(
        node(story("News", "2 July 2026"), head=head), HQ + "/en/news-stories/news/2026/07/x"
    )
    assert [issue.code for issue in page.issues] == ["contradiction.published_on"]
    assert page.published is not None
    assert page.published.value == "2026-07-02"


def test_unknown_markup_is_read_generically_and_raises_drift() -> None:
    words = " ".join(f"Sentence number {place} of the loft is here." for place in range(20))
    page = read_text_page(
        f"<html><body><div id=app><h1>A loft</h1><p>{words}</p></div></body></html>",
        HQ + "/en/news-stories/news/2024/03/x",
    )
    assert page.reader == "generic"
    assert [issue.code for issue in page.issues if issue.code == "reader.drift"]
    assert page.site_generation == SiteGeneration.UNWOMEN_DRUPAL


def test_drupal_publication_list_takes_the_second_date() -> None:
    row = (
        '<div class="views-row"><div class="search-item-title"><a href="/en/digital-library/publications/2024/05/ladders">Ladders</a></div>'
        '<div class="search-item-date">12 June 2024</div><div class="search-item-date">May 2024</div></div>'
    )
    listing = read_listing(
        f'<html><body><main><div class="view-content">{row}</div></main></body></html>'.encode(),
        HQ + "/en/digital-library/publications",
    )
    assert [
        (item.title, item.published_on.value if item.published_on else None) for item in listing.items
    ] == [("Ladders", "2024-05")]
    assert listing.next_url is None


def sitecore(inner: str, *, url: str, title: str = "A ladder for the loft", at: datetime = OLD) -> Page:
    markup = (
        f'<html lang="en"><head><title>{title} | UN Women &ndash; Headquarters</title></head><body><h1 class="logo"></h1>'
        '<ul class="top-nevigation-menu"><li><a href="/">About</a></li></ul><div class="grid-primarycol-xlrg">'
        f'<div class="article user-content"><h1> {title} </h1>{inner}</div></div><div class="module"><h4>Latest news</h4></div>'
        '<h1 class="Footer-logo">Copyright</h1></body></html>'
    )
    return read_text_page(markup, url, at=at)


@pytest.mark.parametrize(
    ("path", "title", "kind"),
    [
        ("/en/news/stories/2020/7/feature-the-loft", "The loft", "feature_story"),
        ("/en/news/stories/2020/7/op-ed-the-loft", "The loft", "op_ed"),
        ("/en/news/stories/2020/7/press-release-the-loft", "The loft", "press_release"),
        ("/en/news/stories/2020/7/statement-ed-on-the-loft", "The loft", "statement"),
        ("/en/news/stories/2020/7/speech-ed-in-the-loft", "The loft", "speech"),
        ("/en/news/stories/2020/7/news-the-loft", "The loft", "news"),
        ("/en/news/stories/2020/7/the-loft-opens", "The loft opens", "news"),
        ("/en/news/stories/2011/6/address-by-ana", "Address by Ana Example at the loft", "speech"),
        ("/es/news/stories/2020/7/the-loft-opens", "El altillo", "news"),
        ("/en/news/events/2020/3/event-the-loft", "The loft", "event"),
        ("/en/about-us/governance", "Governance", "organisation_page"),
        ("/en/what-we-do/economic-empowerment", "Economic empowerment", "topic_page"),
        ("/en/news/in-focus/ladders", "Ladders", "article"),
    ],
)
def test_sitecore_types(path: str, title: str, kind: str) -> None:
    page = sitecore(
        "<p>The loft has one ladder, and nobody may take it away.</p>", url=HQ + path, title=title
    )
    assert (page.reader, page.document_type.value, page.title) == ("unwomen_sitecore", kind, title)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ('<p class="date">Date: Wednesday, July 1, 2020</p>', "2020-07-01"),
        ('<div class="news-date"><span>Date:</span> 1 July 2020</div>', "2020-07-01"),
        ("<p>Fecha: miércoles, 1 de julio de 2020</p>", "2020-07-01"),
        ("<p>Date : mercredi 1er juillet 2020</p>", "2020-07-01"),
        ("<p>July 1, 2020</p>", "2020-07-01"),
        ("", "2020-07"),
    ],
)
def test_sitecore_date_lines_are_not_text(line: str, published: str) -> None:
    page = sitecore(
        f"{line}<p>The loft has one ladder since 4 May 2011.</p>", url=HQ + "/en/news/stories/2020/7/the-loft"
    )
    assert page.published is not None
    assert page.published.value == published
    assert [p.text for p in page.body] == ["The loft has one ladder since 4 May 2011."]


def test_sitecore_event_lines_say_when_and_where() -> None:
    page = sitecore(
        "<ul><li><strong>When:</strong> 3-5 March 2020</li><li><strong>Where:</strong> Customs "
        "Hall</li></ul><p>Forty lofts send a ladder to the hall.</p>",
        url=HQ + "/en/news/events/2020/3/forum",
    )
    assert page.event is not None
    assert page.event.starts_on is not None
    assert page.event.ends_on is not None
    assert (page.event.starts_on.value, page.event.ends_on.value, page.place) == (
        "2020-03-03",
        "2020-03-05",
        "Customs Hall",
    )
    assert [p.text for p in page.body] == ["Forty lofts send a ladder to the hall."]
    assert page.published is None


def test_sitecore_revision_note_dates_the_revision_only() -> None:
    page = sitecore(
        "<p>The office has a loft.</p><p>[Page last updated in November 2019.]</p>",
        url=HQ + "/en/where-we-are/coast",
    )
    assert (page.published, page.modified.value if page.modified else None) == (None, "2019-11")
    assert [p.text for p in page.body] == ["The office has a loft."]


WW = "http://www.un.org/womenwatch"


def womenwatch(inner: str, *, path: str = "/feature/lofts/index1.html", title: str = "Lofts") -> Page:
    markup = (
        f"<html><head><title>WomenWatch: {title}</title></head><body><table><tr><td>WomenWatch - "
        f"Information and Resources on "
        "Gender Equality and Empowerment of Women</td></tr><tr><td><a href=/a>Home</a> <a "
        "href=/b>News</a> <a href=/c>UN Entities</a>"
        f"</td></tr></table><table><tr><td>{inner}</td></tr></table></body></html>"
    )
    return read_text_page(markup.encode("cp1252"), WW + path, content_type="text/html")


PROSE = (
    "<p>The loft – it’s old – has been swept by the same two people for as long as anybody can remember.</p>"
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feature/lofts/swept.html", "article"),
        ("/directory/lofts_10.htm", "organisation_page"),
        ("/daw/csw/session.htm", "conference_record"),
    ],
)
def test_womenwatch_types(path: str, kind: str) -> None:
    assert womenwatch(f"<h1>Lofts</h1>{PROSE}", path=path).document_type.value == kind


@pytest.mark.parametrize(
    "title",
    [
        "<h1>Lofts</h1>",
        '<p class="pagetitle"><b>Lofts</b></p>',
        '<font size="+2">Lofts</font>',
        '<p><font size="5"><b>Lofts</b></font></p>',
    ],
)
def test_womenwatch_title_and_text(title: str) -> None:
    page = womenwatch(f"{title}{PROSE}<p><b>Who sweeps</b></p><p>Two people.</p>")
    assert page.title == "Lofts"
    assert [(p.kind, p.text) for p in page.body] == [
        (
            PassageKind.PARAGRAPH,
            "The loft – it’s old – has been swept by the same two people for as long as anybody can "
            "remember.",
        ),
        (PassageKind.HEADING, "Who sweeps"),
        (PassageKind.PARAGRAPH, "Two people."),
    ]
    assert page.published is None


def test_womenwatch_news_items() -> None:
    items = (
        "<h1>News</h1><h2>March 4, 2013</h2><p><b>Two bridges</b></p><p>One toll.<br>"
        "<a href='http://n.example.org/1'>http://n.example.org/1</a></p><p><b>A register</b></p><p>It is open.</p>"
    )
    listing = read_listing(
        f"<html><body><div id=content>{items}</div></body></html>".encode(), WW + "/ungen/"
    )
    assert [
        (i.title, i.summary, i.url, i.published_on.value if i.published_on else None) for i in listing.items
    ] == [
        ("Two bridges", "One toll.", "http://n.example.org/1", "2013-03-04"),
        ("A register", "It is open.", WW + "/ungen/#2013-03-04-a-register", "2013-03-04"),
    ]
