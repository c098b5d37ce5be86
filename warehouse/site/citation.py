"""How to cite: BibTeX for the data and for each document, and `CITATION.cff` for software."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.site.data import Row
from warehouse.site.render import web
from warehouse.site.site import Site
from warehouse.site.writer import SiteWriter

TEMPLATE = """cff-version: 1.2.0
message: If you use these data, please cite them as below.
type: dataset
title: "equalwork: what the ILO and UN Women publish about gender equality at work"
authors:
  - name: The equalwork contributors
version: "{version}"
{released}url: "{address}"
"""

# What TeX reads as a command. Addresses stay as they are: they stand in \url.
SPECIAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " "}
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex_of_release(site: Site) -> str:
    """Return the entry of the release as a data set."""
    stamp = site.facts.stamp
    return _entry(
        f"equalwork_{stamp}",
        {
            "title": _text("equalwork: what the ILO and UN Women publish about gender equality at work"),
            "author": _text("The equalwork contributors"),
            "year": f"{{{stamp[:4] if stamp[:4].isdigit() else site.now.year}}}",
            "version": f"{{{stamp}}}",
            "howpublished": _address(site.address),
            "note": "{Data set}",
        },
    )


def bibtex_of_document(document: Row) -> str:
    """Return the entry of a document: no more of its date than was stated."""
    published, precision = document["published_on"], document["published_precision"]
    is_to_the_month = published and precision in ("day", "month")
    return _entry(
        f"equalwork_{document['document_id']}",
        {
            "title": _text(document["title"] or "Untitled document"),
            "author": _text(document["publisher"]),
            "year": f"{{{published.year}}}" if published else "",
            "month": MONTHS[published.month - 1] if is_to_the_month else "",
            "howpublished": _address(document["url"]),
            "note": f"{{In equalwork, document {document['document_id']}}}",
        },
    )


def _entry(key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name:<12} = {value}" for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *(f"{line}," for line in lines[:-1]), lines[-1], "}"])


def _text(words: str) -> str:
    """Return words as TeX reads them; the inner braces keep capitals and the names of organisations whole."""
    return f"{{{{{words.translate(SPECIAL)}}}}}"


def _address(address: str) -> str:
    return f"{{\\url{{{web(address)}}}}}" if web(address) and not set("{}\\") & set(address) else ""


def write_citation(writer: SiteWriter, site: Site) -> None:
    """Write the citation file of the release."""
    created = site.facts.created[:10]
    text = TEMPLATE.format(
        version=site.facts.stamp,
        released=f"date-released: {created}\n" if created else "",
        address=site.address,
    )
    writer.content("CITATION.cff", text.encode("utf-8"))
