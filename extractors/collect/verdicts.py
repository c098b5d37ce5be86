"""The one place where a response gets its verdict: a table of small rules, the first that fits wins.

Rules about words on a page apply to thin pages only (few words outside menus): an article under a
cookie banner, or one that writes about captchas, is an ordinary page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import urljoin

import lxml.etree as etree

from extractors.collect.looks import Look, Wanted, is_cut_gzip, wanted_of
from extractors.collect.markers import (
    CHALLENGE_MARKUP,
    CHALLENGE_PHRASES,
    CHALLENGE_TITLES,
    HARMLESS_XML,
    MACHINE_ROOTS,
    MAINTENANCE,
    NOT_FOUND,
    NOT_PAGES,
    REDIRECT_PHRASES,
    THIN,
    THIN_PAGES,
    WALL,
)
from extractors.model import Verdict

__all__ = ["Outcome", "decide_verdict", "wanted_of"]

Outcome = tuple[Verdict, str | None, str | None]
Rule = Callable[[Look], Outcome | None]

GONE = frozenset({404, 410})
MAX_INFLATED = 100_000_000
# A page that reloads itself after minutes is a page; one that leads away at once is a stub.
MAX_REFRESH_SECONDS = 15
WALLS = frozenset({401, 407})
REFUSALS = frozenset({403, 429, 451})


def decide_verdict(
    *,
    url: str,
    status: int,
    headers: Mapping[str, str] | Iterable[tuple[str, str]],
    body: bytes,
    wanted: Wanted,
) -> Outcome:
    """Return the verdict of a response, why (None for ordinary ones), and the address it points to.

    `body` is the decoded entity; a body that is still gzip under `Content-Encoding: gzip` is looked at
    too. Pure and cheap: no parsing of HTML, at most 400 KB are looked at.
    """
    pairs = tuple(headers.items()) if isinstance(headers, Mapping) else tuple(headers)
    if wanted == "document":
        wanted = wanted_of(url)
    look = Look(url, status, pairs, body, wanted)
    for rule in RULES:
        outcome = rule(look)
        if outcome:
            return outcome
    return Verdict.OK, None, None


def _status(look: Look) -> Outcome | None:
    if look.status == 304:
        return Verdict.NOT_MODIFIED, None, None
    if look.status in GONE:
        return Verdict.GONE, f"status {look.status}", None
    if look.status in WALLS:
        return Verdict.LOGIN_WALL, f"status {look.status}", None
    if 300 <= look.status < 400:
        target = look.header("location")
        return Verdict.REDIRECT_STUB, f"status {look.status}", urljoin(look.url, target) if target else None
    return _refusal(look) if look.status >= 400 else None


def _refusal(look: Look) -> Outcome:
    if look.status in REFUSALS:
        return Verdict.BLOCKED, f"status {look.status}", None
    challenge = look.is_html and look.has(*CHALLENGE_MARKUP)
    if challenge:
        return Verdict.BLOCKED, f"status {look.status}, {challenge!r}", None
    if look.status == 503 and look.is_html and look.says(*MAINTENANCE):
        return Verdict.MAINTENANCE, "status 503", None
    return Verdict.ERROR, f"status {look.status}", None


def _no_answer(look: Look) -> Outcome | None:
    return (Verdict.ERROR, f"status {look.status}", None) if look.status < 200 else None


def _cut(look: Look) -> Outcome | None:
    encoding = look.header("content-encoding").lower()
    if look.body[:2] == b"\x1f\x8b":
        return (Verdict.TRUNCATED, "gzip ends early", None) if is_cut_gzip(look.body) else None
    declared = look.header("content-length")
    if (
        not encoding
        and not look.header("transfer-encoding")
        and declared.isdigit()
        and len(look.body) < int(declared)
    ):
        return Verdict.TRUNCATED, f"{len(look.body)} of {declared} bytes", None
    return None


def _empty(look: Look) -> Outcome | None:
    if look.body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return None
    return Verdict.EMPTY, "no bytes" if not look.body else "only blanks", None


def _pdf(look: Look) -> Outcome | None:
    if not look.is_pdf:
        return None
    if "html" in look.media_type:
        return Verdict.NOT_HTML, "a PDF declared as HTML", None
    if look.wanted in ("feed", "sitemap", "marcxml", "listing"):
        return Verdict.NOT_HTML, f"a PDF where a {look.wanted} was asked for", None
    tail = look.body[-4096:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        return Verdict.TRUNCATED, "the PDF has no end mark", None
    return Verdict.OK, None, None


def _machine_readable(look: Look) -> Outcome | None:
    roots = MACHINE_ROOTS.get(look.wanted)
    if not roots or (look.is_html and _wall(look)):
        return None
    if look.is_html:
        return Verdict.HTML_FOR_FEED, f"HTML where a {look.wanted} was asked for", None
    return _xml(look, roots)


def _xml(look: Look, roots: frozenset[str]) -> Outcome:
    body = look.body
    if body[:2] == b"\x1f\x8b" and look.wanted == "sitemap":
        # sitemap.xml.gz: a file that is gzip itself, whole as `_cut` saw.
        body = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MAX_INFLATED)
        return _xml(replace(look, body=body), roots)
    if look.xml_root not in roots:
        return (
            Verdict.MALFORMED_FEED,
            f"root element {look.xml_root!r}, expected one of {sorted(roots)}",
            None,
        )
    problem = _xml_problem(body)
    if problem:
        return Verdict.MALFORMED_FEED, problem, None
    if look.wanted == "marcxml" and b"diagnostic" in body and b"<diagnostics" in body.replace(b"<srw:", b"<"):
        return Verdict.ERROR, "the SRU server answered with diagnostics", None
    return Verdict.OK, None, None


def _xml_problem(body: bytes) -> str | None:
    # Feeds with an undeclared entity (&nbsp;) or a stray control character are still whole: what
    # counts as malformed is a document that does not come to its end.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        whole = re.search(
            rb"</(?:[\w.-]+:)?(rss|feed|rdf|urlset|sitemapindex|\w*response|collection|record)\s*>\s*(<!--.*?-->\s*)*$",
            body[-2000:],
            re.I | re.S,
        )
        harmless = error.code in HARMLESS_XML
        return None if whole and harmless else f"not well-formed: {error.msg}"
    return None


def _not_html(look: Look) -> Outcome | None:
    if look.is_html or look.is_xml_document:
        return None
    if (
        look.is_binary
        or look.media_type.startswith(NOT_PAGES)
        or (look.wanted == "pdf" and "pdf" in look.media_type)
    ):
        return Verdict.NOT_HTML, f"{look.media_type or 'no content type'}, not a page", None
    if look.start[:1] in (b"{", b"[") and "html" not in look.media_type:
        return Verdict.NOT_HTML, "JSON, not a page", None
    return None


def _challenge(look: Look) -> Outcome | None:
    # "Attention Required! | Cloudflare", "Access Denied", "Just a moment..."
    if look.title in CHALLENGE_TITLES:
        return Verdict.BLOCKED, f"title {look.title!r}", None
    mark = look.has(*CHALLENGE_MARKUP) or (look.word_count < WALL and look.says(*CHALLENGE_PHRASES))
    if mark and look.word_count < THIN:
        return Verdict.BLOCKED, f"{mark!r} on a page of {look.word_count} words", None
    return None


def _exit_page(look: Look) -> Outcome | None:
    # http://www.ilo.org/pubcgi/links_ext.pl?http://www.uis.unesco.org/ev.php?URL_ID=2867
    exit_address = re.search(r"/links_ext\.pl\?(.+)$", look.url)
    if exit_address:
        return Verdict.EXIT_PAGE, "links_ext.pl", exit_address[1]
    says = look.has("you are visiting a site outside of", "you are leaving the", "you are now leaving")
    if says and look.word_count < THIN:
        return Verdict.EXIT_PAGE, f"{says!r}", _only_link(look)
    return None


def _redirect_stub(look: Look) -> Outcome | None:
    # If you have not been redirected, please click on the link below
    if look.word_count >= THIN:
        return None
    says = look.has(*REDIRECT_PHRASES)
    if says:
        return Verdict.REDIRECT_STUB, f"{says!r}", _refresh_target(look) or _only_link(look)
    target = _refresh_target(look) or _script_target(look)
    return (Verdict.REDIRECT_STUB, "meta refresh or script", target) if target else None


def _thin_page(look: Look) -> Outcome | None:
    for verdict, limit, titles, phrases in THIN_PAGES:
        title = next((words for words in (look.title, look.heading) if words in titles), None)
        if title:
            return verdict, f"title {title!r}", None
        mark = look.says(*phrases) if look.word_count < limit else None
        if mark:
            return verdict, f"{mark!r} on a page of {look.word_count} words", None
    return None


def _not_found_title(look: Look) -> Outcome | None:
    """The site's page for a missing page says so in its title or heading and nowhere else."""
    for words in (*look.title_parts, look.heading):
        if NOT_FOUND.match(words):
            return Verdict.SOFT_404, f"title {words!r}", None
    return None


def _login_form(look: Look) -> Outcome | None:
    password = re.search(r"""type\s*=\s*["']?password""", look.lower)
    if password and look.word_count < 80:
        return Verdict.LOGIN_WALL, "a password field and few words", None
    return None


def _nothing_to_read(look: Look) -> Outcome | None:
    # Placeholder of the WCMS template: <title>FRAGLIB_ILO_META_TAG</title>
    if len(look.body) > 60_000 or look.word_count > 3:
        return None
    # A page that shows pictures or frames alone has nothing to read either.
    if look.has("<script") and re.search(
        r"""<(div|app-root|main)[^>]*id=["']?(root|app|__next|main)\b""", look.lower
    ):
        return Verdict.NEEDS_JAVASCRIPT, "an empty application frame", None
    if look.word_count == 0:
        return Verdict.EMPTY, "no words outside menus", None
    if look.title == "fraglib_ilo_meta_tag":
        return Verdict.EMPTY, "placeholder title and no words", None
    return None


def _cut_html(look: Look) -> Outcome | None:
    tail = look.body[-4096:].rstrip()
    opened, closed = tail.rfind(b"<"), tail.rfind(b">")
    if opened > closed and re.match(rb"<[a-zA-Z/!]", tail[opened:]):
        return Verdict.TRUNCATED, "ends inside a tag", None
    # Pages of the old static sites often leave their end tags out; those of a content system never do.
    is_modern = look.start.startswith(b"<!doctype html>") or b'name="viewport"' in look.start
    if len(look.body) < 2000 or not is_modern or b"<body" not in look.body[:100_000].lower():
        return None
    if any(end in text for text in (tail.lower(), look.body.lower()) for end in (b"</body", b"</html")):
        return None
    return Verdict.TRUNCATED, "ends before </body>", None


def _html_for_pdf(look: Look) -> Outcome | None:
    if look.wanted == "pdf" and look.is_html and re.search(r"\.pdf(\?|$)", look.url, re.I):
        return Verdict.HTML_FOR_FEED, "HTML where a PDF was asked for", None
    return None


def _walls(look: Look) -> Outcome | None:
    return next((outcome for rule in WALL_RULES if (outcome := rule(look))), None)


def _refresh_target(look: Look) -> str | None:
    # <meta http-equiv="refresh" content="0; url=https://www.ilo.org/x">
    found = re.search(
        r"""http-equiv\s*=\s*["']?refresh["']?[^>]*?content\s*=\s*["']?\s*(\d+)[^>]*?url\s*=\s*["']?([^"'>\s]+)""",
        look.text,
        re.I,
    )
    if not found or int(found[1]) > MAX_REFRESH_SECONDS:
        return None
    target = urljoin(look.url, found[2].replace("&amp;", "&"))
    return target if target.partition("#")[0] != look.url.partition("#")[0] else None


def _script_target(look: Look) -> str | None:
    # <script>window.location.replace("/en/new")</script>
    found = re.search(r"""location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*["']([^"']+)["']""", look.text)
    return urljoin(look.url, found[1]) if found and look.word_count < 40 else None


def _only_link(look: Look) -> str | None:
    text = re.sub(r"<(header|footer|nav)\b.*?</\1\s*>", " ", look.text[:100_000], flags=re.I | re.S)
    hrefs = re.findall(r"""<a\b[^>]*href\s*=\s*["']?([^"'>\s]+)""", text, re.I)
    outside = [h for h in hrefs if h.lower().startswith(("http://", "https://"))] or hrefs
    return urljoin(look.url, outside[-1].replace("&amp;", "&")) if outside else None


WALL_RULES: tuple[Rule, ...] = (
    _challenge,
    _exit_page,
    _redirect_stub,
    _not_found_title,
    _thin_page,
    _login_form,
)


def _wall(look: Look) -> Outcome | None:
    """Rules of walls and stubs; a page with many words outside menus passes without further looks."""
    if look.is_xml_document or look.is_binary:
        return None
    if NOT_FOUND.match(look.title):
        # Some sites print so large a menu that their page for a missing page is long.
        return Verdict.SOFT_404, f"title {look.title!r}", None
    exit_address = "links_ext.pl?" in look.url
    return _walls(look) if exit_address or look.word_count < 2 * THIN else None


def _page(look: Look) -> Outcome | None:
    if look.is_xml_document or look.is_binary:
        return None
    return _cut_html(look) or _nothing_to_read(look)


RULES: tuple[Rule, ...] = (
    _status,
    _no_answer,
    _cut,
    _empty,
    _pdf,
    _machine_readable,
    _wall,
    _html_for_pdf,
    _not_html,
    _page,
)
