"""What RFC 4287 demands of an Atom feed, as far as a feed like ours can break it (its sections 4.1 and 4.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {
    "published",
    "summary",
    "subtitle",
    "generator",
    "icon",
    "logo",
    "rights",
    "content",
    "source",
}
MANY = {"author", "contributor", "category", "link", "entry"}
DATES = {"updated", "published"}
TEXT_TYPES = {"text", "html", "xhtml"}


def faults_of(content: bytes) -> list[str]:
    """Return what in a feed is against the standard; empty when it is valid."""
    feed = etree.fromstring(content)
    if feed.tag != f"{ATOM}feed":
        return [f"the root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    faults = [fault for element in (feed, *entries) for fault in _faults_of_element(element)]
    if feed.find(f"{ATOM}author") is None:
        faults += ["an entry without author" for each in entries if each.find(f"{ATOM}author") is None]
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        faults.append("the feed does not link to itself")
    keys = Counter((each.findtext(f"{ATOM}id"), each.findtext(f"{ATOM}updated")) for each in entries)
    return faults + [f"{key} twice" for key, count in keys.items() if count > 1]


def _faults_of_element(element: etree._Element) -> Iterator[str]:
    counts = Counter(str(child.tag).removeprefix(ATOM) for child in element)
    yield from (f"{name} {counts[name]} times" for name in ONCE if counts[name] != 1)
    yield from (f"{name} {counts[name]} times" for name in AT_MOST_ONCE if counts[name] > 1)
    yield from (f"unknown element {name}" for name in counts.keys() - ONCE - AT_MOST_ONCE - MANY)
    for child in element:
        yield from _faults_of_child(child)
    leads = any(link.get("rel", "alternate") == "alternate" for link in element.findall(f"{ATOM}link"))
    if element.tag == f"{ATOM}entry" and not counts["content"] and not leads:
        yield "an entry without content and alternate link"


def _faults_of_child(child: etree._Element) -> Iterator[str]:
    name, text = str(child.tag).removeprefix(ATOM), (child.text or "").strip()
    if name in DATES and datetime.fromisoformat(text).tzinfo is None:
        yield f"{name} without a time zone: {text}"
    if name == "id" and ":" not in text:
        yield f"the id is no IRI: {text}"
    if name == "link" and not child.get("href"):
        yield "a link without href"
    if name == "category" and not child.get("term"):
        yield "a category without term"
    if name == "author" and not child.findtext(f"{ATOM}name"):
        yield "an author without name"
    if name in {"title", "summary", "subtitle", "rights"} and child.get("type", "text") not in TEXT_TYPES:
        yield f"{name} of the type {child.get('type')}"
