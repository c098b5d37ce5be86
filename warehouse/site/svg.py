"""Makes a picture fit to stand in a page: no scripts, no styles, one role, and no more than is drawn."""

from __future__ import annotations

import re

from lxml import etree
from markupsafe import Markup

# What XML 1.0 cannot hold, even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SVG = "{http://www.w3.org/2000/svg}"
# M1,128.57142857142858h18
LONG_NUMBER = re.compile(r"(\d+\.\d\d)\d+")
DRAWN = frozenset(
    f"{SVG}{name}" for name in ("svg", "g", "path", "line", "text", "rect", "circle", "tspan", "title")
)
DROPPED = frozenset(("role", "class", "version", "pointer-events", "style"))


def clean_svg(source: str, label: str) -> bytes:
    """Return a picture made by Vega as one image with a label; the words of its parts are in the table beside it."""
    root = etree.fromstring(source.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter(etree.Element)):
        if element.tag not in DRAWN or element.get("display") == "none":
            element.getparent().remove(element)
            continue
        for name, value in list(element.attrib.items()):
            if name in DROPPED or name.startswith(("aria-", "on", "{")) or (name, value) == ("opacity", "1"):
                del element.attrib[name]
            else:
                element.set(name, LONG_NUMBER.sub(r"\1", value))
    root.set("role", "img")
    root.set("aria-label", NOT_XML.sub(" ", label))
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="utf-8"))


def in_page(picture: bytes) -> Markup:
    """Return a picture made by `clean_svg` as markup for a page."""
    return Markup(picture.decode("utf-8"))  # noqa: S704 - only drawn elements without scripts and styles are left
