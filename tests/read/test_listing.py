"""Listings: entries in page order, next page, totals; promotions and menus are no entries."""

from __future__ import annotations

import pytest

from extractors.read.listings.listing import read_listing
from tests.read.pages import card, legacy, wcms

NEWS = "https://www.ilo.org/resource/news/all-news-recent"


def drupal_list(rows: str, pager: str = "", after: str = "") -> bytes:
    return (
        f"<html><body><main><div class='view'><div class='view-header'>Displaying"
        f" 1 - 2 of 1,231</div>{rows}{pager}</div>{after}</main></body></html>"
    ).encode()


def row(title: str, href: str, extra: str = "") -> str:
    return f'<div class="views-row">{card(title, href, extra)}</div>'


PAGER = (
    '<div class="ilo--pagination"><a class="ilo--pagination--prev-page ilo--pagination--disable" href="?page=0">Previous page</a>'
    '<p class="ilo--pagination--page"><span>1</span> <span>of</span> <span>20</span></p>'
    '<a class="ilo--pagination--next-page ilo--pagination--link {state}" href="?page=1">Next page</a></div>'
)


def test_cards_with_dates_pager_and_totals() -> None:
    rows = row(
        "Nets",
        "https://www.ilo.org/resource/news/nets",
        '<time class="ilo--card--date" datetime="1768392000">14 January 2026</time>',
    )
    rows += row(
        "Sails", "/resource/article/sails", '<time class="ilo--card--date" datetime="1768392000"></time>'
    )
    promo = '<div class="ilo--card ilo--card__type__promo"><a class="ilo--card--link" href="https://video.example.org">V</a></div>'
    listing = read_listing(drupal_list(rows, PAGER.format(state=""), promo), NEWS)
    assert [(i.title, i.url, i.published_on and i.published_on.value) for i in listing.items] == [
        ("Nets", "https://www.ilo.org/resource/news/nets", "2026-01-14"),
        ("Sails", "https://www.ilo.org/resource/article/sails", "2026-01-14"),
    ]
    assert (listing.next_url, listing.page_count, listing.item_count) == (NEWS + "?page=1", 20, 1231)


def test_the_last_page_has_no_next() -> None:
    rows = row("Nets", "/resource/news/nets")
    assert (
        read_listing(drupal_list(rows, PAGER.format(state="ilo--pagination--disable")), NEWS).next_url is None
    )
    assert read_listing(drupal_list(rows), NEWS).next_url is None


def test_event_cards_have_days_and_places_but_no_publication() -> None:
    extra = (
        '<time datetime="1747224000">14 May 2025</time>'
        '<p class="ilo--card--date-extra">14 May 2025 - 16 May 2025 | Nairobi, Kenya</p>'
    )
    (item,) = read_listing(
        drupal_list(row("Forum", "/meetings-and-events/forum", extra)),
        "https://www.ilo.org/meetings-and-events",
    ).items
    assert item.event is not None
    assert item.event.ends_on is not None
    assert (item.event.ends_on.value, item.place, item.published_on) == ("2025-05-16", "Nairobi, Kenya", None)


def test_a_landing_page_lists_its_cards_without_promotions_related_and_itself() -> None:
    cards = (
        card("Nets", "/resource/news/nets")
        + card("Nets again", "/resource/news/nets")
        + card("Here", "/resource/news")
    )
    cards += card("Pictures", "https://pictures.example.org/ilo")
    related = f'<div class="block-views-blockrelated-content related-content">{card("Old", "/resource/news/old")}</div>'
    listing = read_listing(f"<main>{cards}{related}</main>".encode(), "https://www.ilo.org/resource/news")
    assert [item.title for item in listing.items] == ["Nets"]


@pytest.mark.parametrize(
    "content",
    [
        '<div class="items-list"><ul><li><p class="item-type">Book</p><a'
        ' href="/p/WCMS_1/lang--en/index.htm">Nets</a><p class="item-date">21 Novembre 2012</p>'
        '<p>About nets.</p></li><li><a href="/p/WCMS_2/lang--en/index.htm">Sails</a></li></ul></div>',
        '<section class="listing"><h3>November 2012</h3><ol class="items-group">'
        '<li class="item"><p class="copyright">\u00a9 A/ILO 2024</p>'
        '<p class="item-type">Book</p><h5 class="item-title"><a'
        ' href="/p/WCMS_1/lang--en/index.htm">Nets</a></h5><p class="item-date">21 November 2012</p>'
        '<p>About nets.</p></li><li class="item"><h5 class="item-title"><a'
        ' href="/p/WCMS_2/lang--en/index.htm">Sails</a></h5></li></ol></section>',
    ],
    ids=["2013", "2023"],
)
@pytest.mark.parametrize("word", ["Next", "Siguiente", "\u203a"])
def test_wcms_lists_of_both_templates(content: str, word: str) -> None:
    pager = (
        f'<aside class="pagination"><strong>2 of 42</strong> <a href="/p/lang--en/index.htm">1'
        f'</a> <a href="/p/lang--en/nextRow--20/index.htm">{word}</a></aside>'
    )
    listing = read_listing(
        wcms(content + pager).encode(), "http://www.ilo.org/p/lang--en/nextRow--10/index.htm"
    )
    assert [
        (i.title, i.kicker, i.published_on and i.published_on.value, i.summary) for i in listing.items
    ] == [
        ("Nets", "Book", "2012-11-21", "About nets."),
        ("Sails", None, None, None),
    ]
    assert listing.next_url == "http://www.ilo.org/p/lang--en/nextRow--20/index.htm"
    assert listing.page_count == 42


def test_places_behind_dates_in_regional_lists() -> None:
    content = (
        '<div class="items-list"><ul><li><a href="/asia/WCMS_3/lang--en/index.htm">Talks</a>'
        "<p>04 February 2019, Islamabad, Pakistan</p></li></ul></div>"
    )
    (item,) = read_listing(
        wcms(content).encode(), "http://www.ilo.org/asia/media-centre/news/lang--en/index.htm"
    ).items
    assert item.published_on is not None
    assert (item.published_on.value, item.place) == ("2019-02-04", "Islamabad, Pakistan")


def test_static_pages_list_their_links_into_the_tree() -> None:
    content = '<p><a href="ropes.htm#x">Ropes</a> <a href="/public/libdoc/2004/x.gif">no</a> <a href="https://example.org/">out</a></p>'
    listing = read_listing(legacy(content), "http://www.ilo.org/public/english/bureau/gender/index.htm")
    assert ("Ropes", "http://www.ilo.org/public/english/bureau/gender/ropes.htm") in [
        (i.title, i.url) for i in listing.items
    ]
    assert all("/public/english/" in item.url for item in listing.items)


@pytest.mark.parametrize(
    "payload", [b"", b"<html><body>Access denied</body></html>", b"\xff\xfe\x00", b"%PDF-1.4"]
)
def test_a_page_that_is_no_list_is_empty_and_ends_the_walk(payload: bytes) -> None:
    listing = read_listing(payload, NEWS)
    assert (listing.items, listing.next_url) == ((), None)
