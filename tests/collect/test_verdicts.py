"""Every response gets its verdict in one place: labelled pages, walls in three languages, ordinary pages."""

from __future__ import annotations

import gzip
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.collect.verdicts.verdict import decide_verdict, wanted_of
from extractors.model import Verdict
from tests.sites.faults import CHALLENGE
from tests.sites.web import listing, page, sitemap

NEWS = "https://www.ilo.org/resource/news/some-item"
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><link>https://a.org/b</link></item>'


def short(title: str, text: str, extra: str = "") -> bytes:
    head = f"<html><head><title>{title}</title>{extra}</head>"
    return f"{head}<body><h1>{title}</h1><p>{text}</p></body></html>".encode()


def verdict(body: bytes, *, url: str = NEWS, status: int = 200, wanted: str = "document", **headers: str):
    names = {"Content-Type": "text/html; charset=utf-8"} | {
        k.replace("_", "-"): v for k, v in headers.items()
    }
    return decide_verdict(url=url, status=status, headers=names, body=body, wanted=wanted)


def test_labelled_pages_get_their_verdict(shared):
    """Hostile pages are rejected for the right reason, and not one ordinary page is."""
    files = sorted((shared / "corpus/pages").glob("*.json"))
    assert len(files) > 50
    for file in files:
        label = json.loads(file.read_text("utf-8"))
        found, reason, target = decide_verdict(
            url=label["url"],
            status=label["status"],
            headers={"Content-Type": label["content_type"]} | label.get("headers", {}),
            body=(file.parent / label["file"]).read_bytes(),
            wanted="document",
        )
        assert found == label["expected"].get("rejected_as", "ok"), (file.name, reason)
        assert target == label["expected"].get("redirect_to", target), file.name


WALLS = [
    (CHALLENGE, "blocked"),
    (
        short("Access Denied", "You don't have permission to access this on this server. Ref. #18.1"),
        "blocked",
    ),
    (short("ilo.org", "Request unsuccessful. Incapsula incident ID: 1-2"), "blocked"),
    (short("Vérification", "Vérifiez que vous êtes humain pour continuer."), "blocked"),
    (short("Before you continue", "We store cookies. Accept all or reject all."), "consent_wall"),
    (
        short("Cookies", "Nous utilisons des cookies. Tout accepter ou continuer sans accepter."),
        "consent_wall",
    ),
    (short("Sign in", "Enter your details.", "<form><input type='password'></form>"), "login_wall"),
    (short("Portal", "You must be logged in to read this."), "login_wall"),
    (short("App", "You need to enable JavaScript to run this app."), "needs_javascript"),
    (
        b"<html><head><script src=a.js></script></head><body><div id='root'></div></body></html>",
        "needs_javascript",
    ),
    (
        short("Site under maintenance", "We should be back shortly. Thank you for your patience."),
        "maintenance",
    ),
    (short("En mantenimiento", "El sitio vuelve pronto."), "maintenance"),
    (short("Page not found | Organization", "The page you are looking for has moved."), "soft_404"),
    (short("Page introuvable", "La page demandée n'existe plus."), "soft_404"),
    (short("Página no encontrada", "Vuelva a la portada."), "soft_404"),
    (short("Error 404", "Nothing here."), "soft_404"),
    (
        short(
            "Moved", "You will be redirected in a moment.", "<meta http-equiv=refresh content='0;url=/new'>"
        ),
        "redirect_stub",
    ),
    (
        short("Moved", "This page has been moved. Please update your bookmarks: <a href='/new'>here</a>"),
        "redirect_stub",
    ),
    (
        b"<html><head><script src=a.js></script></head><body><x-app><x-root></x-root></x-app></body></html>",
        "needs_javascript",
    ),
    (b"", "empty"),
    (b" \r\n\t ", "empty"),
    (b"<html><head><title>FRAGLIB_ILO_META_TAG</title></head><body></body></html>", "empty"),
    (b"<!DOCTYPE html><html><body><p>The delegates met and agreed on <a href='/res", "truncated"),
    (b"\x89PNG\r\n\x1a\n000000", "not_html"),
]


@pytest.mark.parametrize(("body", "expected"), WALLS)
def test_walls_stubs_and_empty_pages(body, expected):
    assert verdict(body)[0] == expected


STATUSES = [
    (304, "not_modified"),
    (404, "gone"),
    (410, "gone"),
    (401, "login_wall"),
    (403, "blocked"),
    (429, "blocked"),
    (451, "blocked"),
    (500, "error"),
    (503, "error"),
    (301, "redirect_stub"),
]


@pytest.mark.parametrize(("status", "expected"), STATUSES)
def test_status_decides_before_content(status, expected):
    assert verdict(page("An item"), status=status)[0] == expected


def test_a_maintenance_page_and_a_challenge_at_503_are_told_apart():
    assert verdict(short("Maintenance", "The site is down for maintenance."), status=503)[0] == "maintenance"
    assert verdict(CHALLENGE, status=503)[0] == "blocked"


ORDINARY = [
    page("A report on captchas", "The survey asked who was blocked. Access denied, said the captcha. " * 30),
    page("Not found in the payroll: women's overtime"),
    page("Resources available"),
    page("Documents", "Five documents are available."),
    page("Short note", "The meeting will resume on Tuesday at nine."),
    page("Item", head="<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
    page("Item") + b"<div class='cookie-banner'>We use cookies. Accept all</div>",
    page("Sign in sheets of 1919"),
    listing(["/news/a", "/news/b"]),
    b"<HTML><TITLE>Old page</TITLE><BODY>The bureau was founded in the spring, <B>she said</B>.<P>More",
    page("Nul").replace(b"delegates", b"dele\x00gates"),
]


SHORT_DOCUMENTS = [
    "<p>We use cookies to improve your visit. Accept all</p>{}",
    "{}<noscript>Please enable JavaScript to see the comments.</noscript>",
    "{}<p>Please sign in with your badge at the gate.</p>",
    "{}<p>The lift is under maintenance until May.</p>",
    "{}<p>You will be redirected to the east gate by a guard.</p>",
    "{}<p>Cleaners said that access denied to the canteen is what hurt most.</p>",
]


@pytest.mark.parametrize("text", SHORT_DOCUMENTS)
@pytest.mark.parametrize(
    "markup",
    [
        '<h1 class="ilo--hero-card--title">The east gate</h2>',
        '<h1 class="story-title">The east gate</h1>',
        '<div class="views-row"><a href="/news/a">The east gate</a></div>',
        '<p class="item-date">News | 5 May 2021</p>',
        '<div class="article user-content"><h1>The east gate</h1></div>',
    ],
)
def test_a_short_document_or_listing_is_not_its_banner(text, markup):
    """Words of walls prove nothing on a page that is built as the sites build documents and listings."""
    body = f"<html><head><title>The east gate</title></head><body>{text.format(markup)}</body></html>"
    assert verdict(body.encode()) == (Verdict.OK, None, None)


@pytest.mark.parametrize("body", ORDINARY)
def test_ordinary_pages_are_never_rejected(body):
    assert verdict(body) == (Verdict.OK, None, None)


MACHINE = [
    (RSS + b"</channel></rss>", "feed", "ok"),
    (RSS + b"<item><title>a&nbsp;b</title></item></channel></rss>", "feed", "ok"),
    (RSS, "feed", "malformed_feed"),
    (RSS[: len(RSS) // 2], "feed", "malformed_feed"),
    (b"<note/>", "feed", "malformed_feed"),
    (b"no such feed", "feed", "malformed_feed"),
    (page("News"), "feed", "html_for_feed"),
    (CHALLENGE, "feed", "blocked"),
    (sitemap([("https://a.org/b", "2026-01-01")]), "sitemap", "ok"),
    (gzip.compress(sitemap([])), "sitemap", "ok"),
    (gzip.compress(b"no sitemap"), "sitemap", "malformed_feed"),
    (gzip.compress(sitemap([]))[:-9], "sitemap", "truncated"),
    (page("Sitemap"), "sitemap", "html_for_feed"),
    (b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n", "pdf", "ok"),
    (b"%PDF-1.7\n1 0 obj\n", "pdf", "truncated"),
    (b"<searchRetrieveResponse><records/></searchRetrieveResponse>", "marcxml", "ok"),
    (page("Catalogue"), "marcxml", "html_for_feed"),
]


@pytest.mark.parametrize(("body", "wanted", "expected"), MACHINE)
def test_machine_readable_forms(body, wanted, expected):
    assert verdict(body, wanted=wanted, Content_Type="application/octet-stream")[0] == expected


def test_html_for_a_file_is_not_a_file():
    found = verdict(page("Report"), url="https://www.ilo.org/sites/default/files/2026-03/a.pdf")
    assert found[0] == "html_for_feed"


def test_a_body_shorter_than_declared_is_truncated():
    assert verdict(page("x"), Content_Length="999999")[0] == "truncated"
    assert verdict(gzip.compress(page("x"))[:-9], Content_Encoding="gzip")[0] == "truncated"


def test_a_redirect_stub_names_its_target():
    body = short("Redirect", "If you have not been redirected, please click <a href='/new'>here</a>")
    assert verdict(body)[2] == "https://www.ilo.org/new"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.ilo.org/rss.xml", "feed"),
        ("https://www.unwomen.org/en/feeds/news", "feed"),
        ("https://www.unwomen.org/en/rss-feeds/news", "document"),
        ("https://www.ilo.org/sitemap.xml?page=4", "sitemap"),
        ("https://www.ilo.org/media/612345/download", "pdf"),
        ("https://www.unwomen.org/-/media/a/b.pdf?la=en", "pdf"),
        ("https://www.ilo.org/resource/news/pdf-tools", "document"),
    ],
)
def test_what_an_address_promises(url, wanted):
    assert wanted_of(url) == wanted


PATHOLOGICAL = [
    b"<title>" * 200_000,
    b"<h1>" * 200_000,
    b"<!--" * 200_000,
    b"<script>" * 100_000,
    b"If you have not been redirected " + b"<header>" * 50_000,
    b"If you have not been redirected " + b"<a href='" * 50_000,
    b"<" * 1_000_000,
]


@pytest.mark.parametrize("filling", PATHOLOGICAL, ids=lambda filling: repr(filling[-12:]))
def test_no_page_takes_quadratic_time(filling):
    started = time.process_time()
    verdict(b"<html><body>" + filling + b"</body></html>")
    assert time.process_time() - started < 1.0


@given(st.binary(max_size=3000), st.sampled_from(["document", "feed", "sitemap", "pdf", "marcxml"]))
def test_any_bytes_get_a_verdict(body, wanted):
    assert isinstance(verdict(body, wanted=wanted)[0], Verdict)
