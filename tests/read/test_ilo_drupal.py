"""Pages of the ILO's Drupal site, with the variations that its design system allows."""

from __future__ import annotations

import pytest

from extractors.model import DocumentType
from tests.read.pages import card, data_card, drupal, read_text_page, rich

NEWS = "https://www.ilo.org/resource/news/fair-roster-harbour"
EVENT = "https://www.ilo.org/meetings-and-events/net-menders-forum"
BOOK = "https://www.ilo.org/publications/nets-and-night-shifts"


def test_the_hero_gives_the_head_and_every_value_its_rule() -> None:
    page = read_text_page(
        drupal(rich("<p>Crews agreed.</p>"), intro="Two crews, one list.", date="9 March 2026"), NEWS
    )
    assert (page.kicker, page.title, page.summary) == (
        "News",
        "A fair roster for the harbour",
        "Two crews, one list.",
    )
    assert [passage.kind.value for passage in page.passages] == ["kicker", "title", "summary", "paragraph"]
    assert page.published is not None
    assert (page.published.value, page.published.precision) == ("2026-03-09", "day")
    rules = {field.name: field.rule for field in page.fields if field.is_winner}
    assert rules["title"] == "ilo_drupal.hero_title"
    assert rules["published_on"] == "ilo_drupal.hero_date"
    assert rules["document_type"] == "url.section"
    (title,) = [field for field in page.fields if field.name == "title" and field.is_winner]
    assert (title.passage, title.start, title.end) == (1, 0, len(page.title))
    assert (page.reader, page.is_complete, page.publisher) == ("ilo_drupal", True, "ILO")


def test_losing_candidates_and_contradictions_are_kept() -> None:
    head = (
        '<meta property="og:title" content="Another title altogether">'
        '<meta property="article:published_time" content="2024-04-11T08:00:00+02:00">'
    )
    page = read_text_page(drupal(rich("<p>x</p>"), date="9 March 2011", head=head), NEWS)
    assert page.published is not None
    assert page.published.value == "2011-03-09"
    codes = {issue.code for issue in page.issues}
    assert {"contradiction.title", "contradiction.published_on"} <= codes
    assert ("2024-04-11", False) in [(f.value, f.is_winner) for f in page.fields if f.name == "published_on"]


@pytest.mark.parametrize(
    ("date", "place", "published"),
    [
        ("3 May 2024", None, "2024-05-03"),
        ("Geneva, Switzerland | 3 May 2024", "Geneva, Switzerland", "2024-05-03"),
        ("3 de mayo de 2024", None, "2024-05-03"),
        ("mai 2024", None, "2024-05"),
    ],
)
def test_forms_of_the_date_line(date: str, place: str | None, published: str) -> None:
    page = read_text_page(drupal(rich("<p>x</p>"), date=date), NEWS)
    assert page.published is not None
    assert (page.place, page.published.value) == (place, published)


@pytest.mark.parametrize(
    "head", ['<meta property="og:updated_time" content="2024-04-11T08:01:12+02:00">', ""]
)
def test_neither_credit_nor_change_nor_related_card_dates_a_page(head: str) -> None:
    body = (
        rich("<p>x</p>")
        + '<figure class="ilo--image"><div class="ilo--image--label">\u00a9 ILO/A. Mar 2024</div></figure>'
    )
    related = (
        '<div class="block-views">'
        + card("Other", "/resource/news/o", "<time datetime='1768392000'>14 January 2026</time>")
        + "</div>"
    )
    page = read_text_page(drupal(body, head=head, after=related), NEWS)
    assert page.published is None
    assert page.credits == ("\u00a9 ILO/A. Mar 2024",)
    assert [passage.text for passage in page.body] == ["x"]


def test_components_of_the_design_system_become_passages() -> None:
    body = (
        rich("<p>Start.</p><h2>Why</h2><ul><li>one</li><li>two</li></ul>")
        + (
            '<div class="ilo--callout"><h5 class="ilo--callout__title">Try it</h5>'
            '<p class="ilo--callout__description">Count first.</p></div>'
        )
        + '<ul class="ilo--accordion"><li class="ilo--accordion--item"><div class="ilo--h3"><button class="ilo--accordion--button">'
        '<span class="ilo--accordion--label">Ropes</span></button></div>'
        '<div class="ilo--accordion--panel"><p>Made here.</p></div></li></ul>'
        + '<blockquote class="ilo--blockquote"><p>We count.</p><cite>Ada Quill</cite></blockquote>'
        + rich("<table><tr><th>Port</th><th>Share</th></tr><tr><td>Norvane</td><td>7</td></tr></table>")
        + '<div class="ilo--tags--wrapper"><h3>Tags</h3><ul class="ilo--tags"">'
        '<li class="ilo--tag--item"><span class="ilo--tag">ports</span>'
        '<li class="ilo--tag--item"><span class="ilo--tag">care</span></ul></div><div class="ilo--social-media"><h5>Share</h5></div>'
    )
    page = read_text_page(drupal(body), NEWS)
    assert [(passage.kind.value, passage.text) for passage in page.body] == [
        ("paragraph", "Start."), ("heading", "Why"), ("list_item", "one"), ("list_item", "two"), ("heading", "Try it"),
        ("paragraph", "Count first."), ("heading", "Ropes"), ("paragraph", "Made here."), ("quotation", "We count."),
        ("caption", "Ada Quill"), ("table_row", "Port: Norvane | Share: 7"),
    ]  # fmt: skip
    assert page.tags == ("ports", "care")


def test_a_summary_printed_again_counts_once() -> None:
    words = "Two crews agreed on one list for the nights at the harbour of Norvane."
    exact = read_text_page(drupal(rich(f"<p>{words}</p><p>More.</p>"), intro=words), NEWS)
    assert [passage.text for passage in exact.passages].count(words) == 1
    dateline = read_text_page(drupal(rich(f"<p>NORVANE (ILO News) \u2013 {words}</p>"), intro=words), NEWS)
    assert dateline.summary == words
    assert [passage.kind.value for passage in dateline.passages] == ["kicker", "title", "paragraph"]


def test_a_publication_record_is_kept_as_printed_and_understood() -> None:
    files = (
        '<a class="ilo--button" href="/sites/default/files/2026-03/nets_en.pdf"><span>PDF 3.2 MB</span></a>'
        '<a class="ilo--button" href="/media/612/download"><span>Annex DOCX 214 KB</span></a>'
    )
    links = '<a href="/fr/publications/filets">Fran\u00e7ais</a><a href="/es">Espa\u00f1ol</a>'
    record = data_card(
        ("Date of publication", "March 2026"), ("Author(s)", "Ada Quill and Bo Marsh"), ("Number of pages", "112"),
        ("Reference", "ISBN: 9789220000014 (web PDF)"), ("Series", "Harbour papers 3"), ("Odd row", "?"), files=files, links=links,
    )  # fmt: skip
    page = read_text_page(drupal(record + rich("<p>Text.</p>"), eyebrow="Working paper"), BOOK)
    assert (page.document_type, page.publication_type) == (DocumentType.PUBLICATION, "working_paper")
    assert page.published is not None
    assert (page.published.value, page.published.precision) == ("2026-03", "month")
    assert page.authors == ("Ada Quill", "Bo Marsh")
    assert page.identifiers["isbn"] == "9789220000014"
    assert (page.identifiers["page_count"], page.identifiers["series"]) == ("112", "Harbour papers 3")
    assert [(file.label, file.byte_count, file.language) for file in page.files] == [
        ("PDF 3.2 MB", 3_200_000, "en"),
        ("Annex DOCX 214 KB", 214_000, None),
    ]
    assert [(edition.language, edition.url) for edition in page.translations] == [
        ("fr", "https://www.ilo.org/fr/publications/filets")
    ]
    assert ("Odd row", "?") in page.record
    assert "record.unknown_label" in {issue.code for issue in page.issues}
    assert [passage.text for passage in page.body] == ["Text."]


def test_a_publication_without_a_download_area_offers_what_it_links_to() -> None:
    page = read_text_page(drupal(rich('<p>Get <a href="/media/7/download">the text</a>.</p>')), BOOK)
    assert [file.url for file in page.files] == ["https://www.ilo.org/media/7/download"]


@pytest.mark.parametrize(
    ("details", "start", "end", "place"),
    [
        (
            "<time datetime='1747224000'>14 May 2025</time>"
            "<p class='ilo--card--date-extra'>14 May 2025 - 16 May 2025 | Nairobi, Kenya</p>",
            "2025-05-14",
            "2025-05-16",
            "Nairobi, Kenya",
        ),
        ("<time>14 May 2025</time><time>16 May 2025</time>", "2025-05-14", "2025-05-16", None),
        ("<p class='ilo--card--date-extra'>6 May 2025 | Online</p>", "2025-05-06", "2025-05-06", "Online"),
    ],
)
def test_an_event_has_days_and_no_day_of_publication(
    details: str, start: str, end: str, place: str | None
) -> None:
    head = '<meta property="article:published_time" content="2025-02-01T10:00:00+01:00">'
    body = f'<div class="ilo--event--details">{details}</div>' + rich("<p>Come.</p>")
    page = read_text_page(drupal(body, eyebrow="Seminar", head=head), EVENT)
    assert page.event is not None
    assert page.event.starts_on is not None
    assert page.event.ends_on is not None
    assert (page.event.starts_on.value, page.event.ends_on.value, page.place) == (start, end, place)
    assert page.published is None
    assert [passage.text for passage in page.body] == ["Come."]


def test_an_event_in_the_hero_line_or_in_json_ld() -> None:
    in_hero = read_text_page(drupal(rich("<p>x</p>"), date="3 - 5 de marzo de 2025 | Lima, Per\u00fa"), EVENT)
    assert in_hero.event is not None
    assert in_hero.event.ends_on is not None
    assert (in_hero.event.ends_on.value, in_hero.place) == ("2025-03-05", "Lima, Per\u00fa")
    data = (
        '<script type="application/ld+json">{"@type":"Event","startDate":"2025-03-03","endDate":"2025-03-05",'
        '"location":{"@type":"Place","name":"Room V"}}</script>'
    )
    declared = read_text_page(drupal(rich("<p>x</p>"), head=data), EVENT)
    assert declared.event is not None
    assert declared.event.starts_on is not None
    assert (declared.event.starts_on.value, declared.place) == ("2025-03-03", "Room V")


def test_editions_come_from_hreflang_template_and_old_switcher() -> None:
    head = (
        '<link rel="alternate" hreflang="en" href="/resource/news/fair-roster-harbour">'
        '<link rel="alternate" hreflang="fr" href="/fr/resource/news/liste">'
    )
    template = (
        '<div class="ilo--language-toggle"><template><ol><li><a href="/es/resource/news/lista">'
        "<span>Espa\xf1ol</span></a></li></ol></template></div>"
    )
    page = read_text_page(drupal(rich("<p>x</p>"), head=head, after=template), NEWS)
    assert {(e.language, e.url) for e in page.translations} == {
        ("fr", "https://www.ilo.org/fr/resource/news/liste"),
        ("es", "https://www.ilo.org/es/resource/news/lista"),
    }
    old = (
        '<div class="ilo--language-switcher"><ol class="ilo--context-menu"><li><a href="/es">Espa\xf1ol</a></li><li>'
        '<a href="/fr/resource/news/l">Fran\xe7ais</a></li></ol></div>'
    )
    page = read_text_page(drupal(rich("<p>x</p>"), after=old), NEWS)
    assert [edition.language for edition in page.translations] == ["fr"]


def test_cards_on_a_topic_page_are_entries_and_contact_is_no_text() -> None:
    body = (
        f"<section id=intro>{rich('<p>Care is work.</p>')}</section>"
        f"<section id=news><h2>News</h2>{card('Nets', '/resource/news/nets', '<time>8 January 2026</time>')}</section>"
        "<section id=contact><h2>Contact</h2><p>Quay Street 2</p><p>Tel. 555</p></section>"
    )
    page = read_text_page(drupal(body, eyebrow="Topic"), "https://www.ilo.org/topics-and-sectors/care")
    assert [passage.text for passage in page.body] == ["Care is work."]
    assert page.contact == "Quay Street 2; Tel. 555"
    assert page.listing is not None
    assert [(i.title, i.url, i.published_on and i.published_on.value) for i in page.listing.items] == [
        ("Nets", "https://www.ilo.org/resource/news/nets", "2026-01-08")
    ]


def test_the_words_overrule_a_wrong_language() -> None:
    text = (
        "Las tripulaciones del puerto han firmado el acuerdo con los sindicatos para que las"
        " noches sean m\xe1s cortas, y se revisa en junio."
    )
    page = read_text_page(drupal(rich(f"<p>{text}</p>"), language="en"), NEWS)
    assert page.language == "es"
    assert "contradiction.language" in {issue.code for issue in page.issues}


def test_a_page_without_title_is_kept_and_flagged() -> None:
    page = read_text_page(
        drupal(rich("<p>Words.</p>"), title="").replace(" | International Labour Organization", ""), NEWS
    )
    assert page.title is None
    assert not page.is_complete
    assert [passage.text for passage in page.body] == ["Words."]


@pytest.mark.parametrize(
    ("canonical", "expected", "severity"),
    [
        ("https://www.ilo.org/resource/news/renamed", "https://www.ilo.org/resource/news/renamed", "info"),
        ("https://www.ilo.org/", NEWS, "warning"),
        ("https://elsewhere.example/resource/news/fair-roster-harbour", NEWS, "warning"),
    ],
)
def test_only_an_address_of_the_same_site_is_canonical(canonical: str, expected: str, severity: str) -> None:
    page = read_text_page(drupal(rich("<p>x</p>"), head=f'<link rel="canonical" href="{canonical}">'), NEWS)
    assert page.canonical_url == expected
    assert ("contradiction.canonical_url", severity) in {
        (issue.code, issue.severity) for issue in page.issues
    }


def test_declared_names_that_nobody_knows_are_told() -> None:
    page = read_text_page(drupal(rich("<p>x</p>"), head='<meta name="mood" content="fair">'), NEWS)
    assert any(issue.code == "metadata.unknown" and "mood" in issue.message for issue in page.issues)


def test_details_are_headings_and_rows_of_cards_leave_no_heading() -> None:
    body = rich("<details><summary>Ropes</summary><p>Made here.</p></details>")
    body += f'<div class="paragraph"><h2>Related</h2>{card("Nets", "/resource/news/nets")}</div>' + rich(
        "<p>End.</p>"
    )
    page = read_text_page(drupal(body), NEWS)
    assert [(passage.kind.value, passage.text) for passage in page.body] == [
        ("heading", "Ropes"),
        ("paragraph", "Made here."),
        ("paragraph", "End."),
    ]


def test_a_year_alone_is_a_date_of_that_precision() -> None:
    page = read_text_page(drupal(rich("<p>x</p>"), date="2024"), BOOK)
    assert page.published is not None
    assert (page.published.value, page.published.precision) == ("2024", "year")
