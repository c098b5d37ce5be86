"""Walls and stubs: pages that stand in the way of the page that was asked for.

Marks and phrases count on thin pages only: an article under a cookie banner, or one that writes about
captchas, is an ordinary page.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from extractors.collect.verdicts.looks import Look, Outcome, Rule
from extractors.collect.verdicts.markers import (
    CHALLENGE_MARKUP,
    CHALLENGE_PHRASES,
    CHALLENGE_TITLES,
    DOCUMENT_MARKUP,
    NOT_FOUND,
    REDIRECT_PHRASES,
    THIN,
    THIN_PAGES,
    WALL,
)
from extractors.collect.verdicts.markup import without_elements
from extractors.model import Verdict

# A page that reloads itself after minutes is a page; one that leads away at once is a stub.
MAX_REFRESH_SECONDS = 15


def decide_wall(look: Look) -> Outcome | None:
    """Rules of walls and stubs; a page with many words outside menus passes without further looks."""
    if look.is_xml_document or look.is_binary:
        return None
    if NOT_FOUND.match(look.title):
        # Some sites print so large a menu that their page for a missing page is long.
        return Verdict.SOFT_404, f"title {look.title!r}", None
    exit_address = "links_ext.pl?" in look.url
    if not exit_address and look.word_count >= 2 * THIN:
        return None
    return next((outcome for rule in WALL_RULES if (outcome := rule(look))), None)


def _challenge(look: Look) -> Outcome | None:
    # "Attention Required! | Cloudflare", "Access Denied", "Just a moment..."
    if look.title in CHALLENGE_TITLES:
        return Verdict.BLOCKED, f"title {look.title!r}", None
    says = look.word_count < WALL and not _is_document(look) and look.says(*CHALLENGE_PHRASES)
    mark = look.has(*CHALLENGE_MARKUP) or says
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
    if says and not _is_document(look):
        return Verdict.REDIRECT_STUB, f"{says!r}", _refresh_target(look) or _only_link(look)
    target = _refresh_target(look) or _script_target(look)
    return (Verdict.REDIRECT_STUB, "meta refresh or script", target) if target else None


def _not_found_title(look: Look) -> Outcome | None:
    """The site's page for a missing page says so in its title or heading and nowhere else."""
    for words in (*look.title_parts, look.heading):
        if NOT_FOUND.match(words):
            return Verdict.SOFT_404, f"title {words!r}", None
    return None


def _thin_page(look: Look) -> Outcome | None:
    for verdict, limit, titles, phrases in THIN_PAGES:
        title = next((words for words in (look.title, look.heading) if words in titles), None)
        if title:
            return verdict, f"title {title!r}", None
        mark = look.says(*phrases) if look.word_count < limit and not _is_document(look) else None
        if mark:
            return verdict, f"{mark!r} on a page of {look.word_count} words", None
    return None


def _login_form(look: Look) -> Outcome | None:
    password = re.search(r"""type\s*=\s*["']?password""", look.lower)
    if password and look.word_count < 80 and not _is_document(look):
        return Verdict.LOGIN_WALL, "a password field and few words", None
    return None


def _is_document(look: Look) -> bool:
    """Whether a page is built as a document or a listing: a cookie sentence on a short one is no wall."""
    return look.has(*DOCUMENT_MARKUP) is not None


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
    text = without_elements(look.text[:100_000], ("header", "footer", "nav"))
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
