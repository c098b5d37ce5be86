"""Cards of the ILO design system: one entry of a listing, a related item, a promotion."""

from __future__ import annotations

from extractors.model import ListingItem
from extractors.read.dates.event_line import parse_event_line
from extractors.read.dates.parse import parse_date
from extractors.read.markup.tree import Html, Node, attribute, text_of

# Cards that announce something other than a document of the site.
PROMOTIONS = (
    "ilo--card__type__promo",
    "ilo--card__type__stat",
    "ilo--card__type__data",
    "ilo--card__type__factlist",
)
ZONE = "Europe/Zurich"


def read_card(html: Html, card: Node) -> ListingItem | None:
    """Return the entry that a card announces, null for promotions and cards without a link.

    A card with `date-extra` announces an event: its days stand there, and it has no publication date.
    """
    if any(name in (card.get("class") or "").split() for name in PROMOTIONS):
        return None
    link = html.first("a.ilo--card--link[href]", card)
    link = html.first("a[href]", card) if link is None else link
    url = html.absolute(attribute(link, "href"))
    title = _text(html, ".ilo--card--title", card) or attribute(link, "title")
    if link is None or not url or not title:
        return None
    event = parse_event_line(_text(html, ".ilo--card--date-extra", card))
    time = html.first("time", card)
    printed = parse_date(text_of(time)) if time is not None else None
    published = printed or (parse_date(attribute(time, "datetime"), zone=ZONE) if time is not None else None)
    return ListingItem(
        url=url,
        title=title,
        published_on=None if event else published,
        kicker=_text(html, ".ilo--card--eyebrow", card),
        place=event.place if event else None,
        summary=_text(html, ".ilo--card--intro", card),
        event=event,
    )


def _text(html: Html, css: str, within: Node) -> str | None:
    node = html.first(css, within)
    return (text_of(node) or None) if node is not None else None
