"""Downloads: address, label, media type, size and language of a file as its link says."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from extractors.model import File
from extractors.read.language import language_code
from extractors.read.markup.tree import Html, Node, text_of

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
    "epub": "application/epub+zip",
    "csv": "text/csv",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
EXTENSION = re.compile(r"\.([a-z0-9]{2,4})$", re.I)
# "PDF 3.2 MB", "pdf - 1.4 MB", "[pdf 960KB]", "docx 214 Ko", "1,4 Mo"
SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s?(bytes|octets|[kmg][bo])\b", re.I)
KIND = re.compile(r"\b(" + "|".join(MEDIA_TYPES) + r")\b", re.I)
DOWNLOAD = re.compile(r"/media/\d+/download\b|/wcmsp5/groups/public/|/-/media/.*\.(?:ashx|pdf)", re.I)
UNITS = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
# counting_unpaid_care_manual_en.pdf, 104B09_281_engl.pdf
NAME_LANGUAGE = re.compile(
    r"[_.-](en|eng|engl|fr|fre|fren|es|esp|span|sp|ar|zh|ru|pt)(?:[_.-]?v?\d*)?\.\w{2,4}$", re.I
)
LABEL_LANGUAGE = re.compile(
    r"\b(english|french|spanish|arabic|chinese|russian|portuguese|fran\u00e7ais|espa\u00f1ol|anglais|espagnol|ingl\u00e9s|franc\u00e9s)\b",
    re.I,
)
LONG_CODES = {"eng": "en", "engl": "en", "fre": "fr", "fren": "fr", "esp": "es", "span": "es", "sp": "es"}


def read_file(html: Html, link: Node) -> File | None:
    """Return the download that a link offers, null when its address cannot be one."""
    url = html.absolute(link.get("href"))
    if not url or not url.startswith(("http://", "https://")):
        return None
    label = text_of(link) or unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    return File(url, label, media_type(url, label), byte_count(label), language_of_file(url, label))


def is_file(url: str | None) -> bool:
    """Whether an address is that of a download rather than of a page."""
    if not url:
        return False
    path = urlsplit(url).path
    extension = EXTENSION.search(path)
    if extension and extension[1].lower() in MEDIA_TYPES:
        return True
    return bool(DOWNLOAD.search(path)) and not (
        extension and extension[1].lower() in ("jpg", "png", "gif", "jpeg")
    )


def media_type(url: str, label: str) -> str | None:
    """Return the media type by the address's extension, else by the word in the label."""
    extension = EXTENSION.search(urlsplit(url).path)
    if extension and extension[1].lower() in MEDIA_TYPES:
        return MEDIA_TYPES[extension[1].lower()]
    named = KIND.search(label)
    return MEDIA_TYPES[named[1].lower()] if named else None


def byte_count(label: str) -> int | None:
    """Return the size a label prints, in bytes of 1,000 to the kilobyte as the sites round them."""
    size = SIZE.search(label)
    if not size:
        return None
    return round(float(size[1].replace(",", ".")) * UNITS.get(size[2][0].lower(), 1))


def language_of_file(url: str, label: str) -> str | None:
    """Return the language that the label or the end of the file name says."""
    named = LABEL_LANGUAGE.search(label)
    if named:
        return language_code(named[1])
    ending = NAME_LANGUAGE.search(unquote(urlsplit(url).path))
    return LONG_CODES.get(ending[1].lower(), ending[1].lower()) if ending else None
