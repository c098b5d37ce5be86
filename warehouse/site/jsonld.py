"""schema.org descriptions of documents and of the data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from warehouse.site.data import Row
from warehouse.site.licences import is_open
from warehouse.site.paths import document_path
from warehouse.site.render import web
from warehouse.site.site import Site

TYPES = {
    "press_release": "NewsArticle",
    "news": "NewsArticle",
    "feature_story": "Article",
    "article": "Article",
    "interview": "Article",
    "op_ed": "OpinionNewsArticle",
    "statement": "Article",
    "speech": "Article",
    "publication": "Report",
    "event": "Event",
    "video": "VideoObject",
}
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def document_data(site: Site, document: Row, mentions: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return the JSON-LD of a document; values that are not known are left out."""
    kind = TYPES.get(document["document_type"], "WebPage")
    name = "name" if kind in ("Event", "WebPage", "VideoObject") else "headline"
    published = document["published_on"]
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": f"urn:uuid:{document['document_id']}",
        name: document["title"],
        "description": document["summary"],
        "inLanguage": document["language"],
        "datePublished": published.isoformat() if published and kind != "Event" else None,
        "publisher": {"@type": "Organization", "name": document["publisher"]},
        "url": web(document["url"]) or None,
        "mainEntityOfPage": f"{site.address}{document_path(document['document_id'])}",
        "license": CC_BY if is_open(document["licence"]) else None,
        "about": [link.label for link, _, _ in mentions["topics"]],
        "mentions": [link.label for kind in ("organisations", "countries") for link, _, _ in mentions[kind]],
    }
    return {key: value for key, value in data.items() if value}


def dataset_data(site: Site, description: str) -> dict[str, Any]:
    """Return the JSON-LD of the release as a data set with its downloads."""
    facts = site.facts
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "equalwork",
        "description": description,
        "url": f"{site.address}data/index.html",
        "version": facts.stamp,
        "dateModified": facts.created,
        "isAccessibleForFree": True,
        "keywords": ["gender equality", "labour", "International Labour Organization", "UN Women"],
        "license": list(facts.licences),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": resource["name"],
                # The files of a release lie beside the folder of its site.
                "contentUrl": urljoin(site.address, f"../{resource['path']}"),
                "encodingFormat": resource["mediatype"],
                "contentSize": f"{resource['bytes']} B",
                "sha256": resource["sha256"],
            }
            for resource in facts.resources
        ],
    }
