"""Makes captures for the tests of the readers, and small pages of the ILO's generations in our own words."""

from __future__ import annotations

from datetime import UTC, datetime

from extractors.model import Capture, Page, Route, Verdict
from extractors.read.reader import read

CAPTURED = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)


def capture_of(
    url: str, *, at: datetime = CAPTURED, content_type: str = "text/html; charset=UTF-8", status: int = 200
) -> Capture:
    """A capture of an address, with a payload that is handed over separately."""
    return Capture(
        capture_id="00000000-0000-5000-8000-000000000001",
        source_id="test",
        url=url,
        captured_at=at,
        route=Route.WARC,
        status=status,
        verdict=Verdict.OK,
        content_type=content_type,
        payload_sha256="0" * 64,
        byte_count=0,
        archive_file="test.warc.gz",
        archive_offset=0,
        archive_length=0,
        run_id="test",
    )


def read_text_page(text: str | bytes, url: str, **facts: object) -> Page:
    """The page that the readers make of some markup at an address."""
    payload = text.encode() if isinstance(text, str) else text
    return read(capture_of(url, **facts), payload)  # type: ignore[arg-type]


def drupal(
    body: str = "",
    *,
    title: str = "A fair roster for the harbour",
    eyebrow: str = "News",
    intro: str = "",
    date: str = "",
    head: str = "",
    language: str = "en",
    after: str = "",
) -> str:
    """A page of the design system: hero card, node, whatever comes after."""
    parts = {"eyebrow": eyebrow, "intro": intro, "datecopy": date}
    hero = "".join(f'<p class="ilo--hero-card--{name}">{text}</p>' for name, text in parts.items() if text)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}'
        f"<title>{title} | International Labour Organization</title></head><body><main role=main>"
        '<article class="node node--view-mode-full" data-history-node-id="77"><div class="hero">'
        f'<div class="hero--card"><div class="ilo--hero-card"><h1 class="ilo--hero-card--title">{title}</h2>{hero}'
        f'</div></div></div><div class="node__content"><div class="ilo--node-inner">{body}</div></div></article>'
        f"{after}</main></body></html>"
    )


def rich(text: str) -> str:
    """A rich text paragraph of the design system."""
    return f'<div class="paragraph"><div class="ilo--richtext">{text}</div></div>'


def data_card(*rows: tuple[str, str], files: str = "", links: str = "") -> str:
    """A record card with rows, files and links to other languages."""
    cells = "".join(
        '<div class="ilo--card--area--content">'
        f'<p class="ilo--card__type__data--content-label">{label}</p>'
        f'<p class="ilo--card__type__data--content-copy">{value}</p></div>'
        for label, value in rows
    )
    return (
        f'<div class="ilo--card ilo--card__type__data">{cells}<div class="ilo--card--area--files">{files}</div>'
        f'<div class="ilo--card--area--links">{links}</div></div>'
    )


def card(title: str, href: str, extra: str = "") -> str:
    """A card that announces a document."""
    return (
        f'<div class="ilo--card ilo--card__type__feature"><a class="ilo--card--link" href="{href}" title="{title} ">'
        f'</a><div class="ilo--card--content"><p class="ilo--card--title">{title}</p>{extra}</div></div>'
    )


def wcms(content: str, *, title: str = "Nets and night shifts", language: str = "en", side: str = "") -> str:
    """A WCMS page: banner, content column, mail form with the title again, footer with years."""
    return (
        f'<html><head><title>{title}</title><meta name="DC.language" content="{language}"></head><body>'
        '<header id="banner"><ul><li><a href="/x">Topics</a></li></ul></header>'
        f'<div id="breadcrumb" class="breadcrumb"><a href="/g">ILO home</a></div><div id="content">{content}'
        f'<div class="page-tools">Print</div><div id="mail" class="modal"><h3>{title}</h3>Your details</div>'
        f'<div class="share"><h4>Share this content</h4></div></div>{side}'
        "<footer><p>(c) 1996-2014 International Labour Organization</p></footer></body></html>"
    )


def legacy(content: str, *, title: str = "Quay Tool - Our work", switch: str = "") -> bytes:
    """A static page of tables, in cp1252 without any declaration."""
    text = (
        f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY><table width='100%'><tr><td><font size=1>The ILO, a "
        "specialized agency of the United Nations</font></td><td><a href='/s'>Search</a> | <a href='/g'>Site guide"
        "</a></td></tr></table><table><tr><td><font size=4><b>Quay Tool</b></font></td></tr><tr><td>&#149; "
        f"<a href='a.htm'>About us</a></td></tr><tr><td align=right>{switch}</td></tr></table>{content}<hr>"
        "<font size=1>Copyright &copy; 1996-2002 International Labour Organization (ILO)</font></BODY></HTML>"
    )
    return text.encode("cp1252")
