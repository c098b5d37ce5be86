"""The facts of a MARC record: which field and subfield says what, and how cataloguers punctuate it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extractors.model import PartialDate
from extractors.read.dates.find import find_dates
from extractors.read.markup.tree import clean

Record = Any  # pymarc has no types on the registry
Marc = Any

LANGUAGES = {
    "eng": "en", "fre": "fr", "fra": "fr", "spa": "es", "ara": "ar", "chi": "zh", "zho": "zh", "rus": "ru",
    "por": "pt", "ger": "de", "deu": "de", "ita": "it", "jpn": "ja", "kor": "ko", "tur": "tr", "vie": "vi",
    "tha": "th", "ind": "id", "hin": "hi", "ben": "bn", "urd": "ur", "nep": "ne", "khm": "km", "lao": "lo",
    "bur": "my", "mya": "my", "mon": "mn", "ukr": "uk", "pol": "pl", "rum": "ro", "ron": "ro", "hun": "hu",
    "cze": "cs", "ces": "cs", "slo": "sk", "slk": "sk", "bul": "bg", "srp": "sr", "hrv": "hr", "alb": "sq",
    "sqi": "sq", "mac": "mk", "mkd": "mk", "arm": "hy", "hye": "hy", "geo": "ka", "kat": "ka", "aze": "az",
    "kaz": "kk", "uzb": "uz", "kir": "ky", "tgk": "tg", "per": "fa", "fas": "fa", "pus": "ps", "heb": "he",
    "swa": "sw", "amh": "am", "som": "so", "dut": "nl", "nld": "nl", "swe": "sv", "nor": "no", "dan": "da",
    "fin": "fi", "gre": "el", "ell": "el", "cat": "ca", "sin": "si", "tam": "ta", "fil": "fil", "tgl": "tl",
}  # fmt: skip
# "[2019?]", "c2001", "2004-2006"
YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
ISBN = re.compile(r"^[\d-]{9,17}[\dXx]?")
# The marks that separate one subfield from the next on the printed card.
CLOSING = re.compile(r"\s*[/:;,=]\s*$")
PUBLICATION_TYPES = (
    ("working paper|document de travail|documento de trabajo", "working_paper"),
    ("brief|fact sheet", "brief"),
    ("manual|guide|toolkit", "manual"),
    ("report|rapport|informe", "report"),
    ("conference", "conference_paper"),
    ("periodical|journal", "periodical"),
    ("article", "article"),
)
# Label of the row, field, subfields.
ROWS = (
    ("Edition", "250", "ab"),
    ("Publisher", "264", "b"),
    ("Publisher", "260", "b"),
    ("Place of publication", "264", "a"),
    ("Place of publication", "260", "a"),
    ("Pages", "300", "a"),
    ("Series", "490", "av"),
    ("Series", "830", "av"),
    ("Series", "440", "av"),
    ("Meeting", "111", "andc"),
    ("Meeting", "711", "andc"),
    ("ISBN", "020", "a"),
    ("ISSN", "022", "a"),
)


class MarcLink(NamedTuple):
    """An address of field 856 with what the record says of it."""

    url: str
    label: str


class Fact(NamedTuple):
    """One value with the field that gave it (`marc.245ab`) and its words as catalogued."""

    name: str
    rule: str
    value: str
    surface: str


@dataclass(frozen=True, slots=True)
class MarcFacts:
    """What one record says; `texts` are abstract, contents and notes, `found` every value with its rule."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    language: str | None = None
    abstract: str | None = None
    place: str | None = None
    publication_type: str | None = None
    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    files: tuple[MarcLink, ...] = ()
    other_links: tuple[MarcLink, ...] = ()
    record: tuple[tuple[str, str], ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    found: tuple[Fact, ...] = ()


def read_facts(record: Record) -> MarcFacts:
    """Return the facts of a record; what it does not have is null or empty."""
    title = _first(_title(record))
    published, date_fact = _published(record)
    language = _first(_languages(record))
    links = list(_links(record))
    files = tuple(link for link, is_file in links if is_file)
    abstract = _first(_texts(record, "520"))
    rows = tuple(_rows(record))
    identifiers = dict(_identifiers(record))
    authors, subjects = tuple(_names(record)), tuple(dict.fromkeys(_subjects(record)))
    facts = [
        ("title", "marc.245", title),
        ("language", "marc.041_008", language),
        ("summary", "marc.520", abstract),
    ]
    facts += [("author", "marc.100_700", name) for name in authors]
    facts += [("tag", "marc.650", name) for name in subjects]
    facts += [(name, "marc.identifier", value) for name, value in identifiers.items()]
    return MarcFacts(
        title=title,
        authors=authors,
        published=published,
        language=language,
        abstract=abstract,
        place=_first(_values(record, ("264", "a"), ("260", "a"))),
        publication_type=_publication_type(record),
        subjects=subjects,
        keywords=tuple(dict.fromkeys(_values(record, ("653", "a"), ("655", "a")))),
        texts=tuple(dict.fromkeys(_texts(record, "520", "505", "500"))),
        files=files,
        other_links=tuple(link for link, is_file in links if not is_file),
        record=rows,
        identifiers=identifiers,
        found=(*(Fact(name, rule, value, value) for name, rule, value in facts if value), *date_fact),
    )


def _title(record: Record) -> Iterator[str]:
    for marc in record.get_fields("245"):
        parts = [clean(part) for part in marc.get_subfields("a", "b", "n", "p")]
        text = ""
        for part in parts:
            joined = CLOSING.sub("", text)
            text = (
                f"{joined}{': ' if joined and text.rstrip().endswith(':') else ' ' if joined else ''}{part}"
            )
        yield _stripped(text)


def _stripped(text: str) -> str:
    text = CLOSING.sub("", CLOSING.sub("", clean(text)))
    # The card ends a title with a full stop; "U.S." and "…" keep theirs.
    return text[:-1] if re.search(r"[^\W\d_]{3}\.$", text) else text


def _published(record: Record) -> tuple[PartialDate | None, list[Fact]]:
    # 264 with second indicator 1 is the publication; 4 would be a copyright date.
    publication = [f for f in record.get_fields("264") if f.indicators[1] == "1"]
    for marc in [*publication, *record.get_fields("260"), *record.get_fields("264")]:
        for printed in marc.get_subfields("c"):
            date = parse_catalogue_date(printed)
            if date:
                return date, [Fact("published_on", f"marc.{marc.tag}c", date.value, clean(printed))]
    fixed = record.get("008")
    year = fixed.data[7:11] if fixed is not None and fixed.data else ""
    if YEAR.fullmatch(year):
        return PartialDate(year, "year"), [Fact("published_on", "marc.008", year, year)]
    return None, []


def parse_catalogue_date(printed: str) -> PartialDate | None:
    """Return the date of a 260/264 c as precise as it is catalogued.

    >>> parse_catalogue_date("[May 2019]").value, parse_catalogue_date("c2001.").value
    ('2019-05', '2001')
    """
    found = find_dates(printed)
    if found and found[0].first.precision != "day_without_year":
        return found[0].first
    year = YEAR.search(printed)
    return PartialDate(year[1], "year") if year else None


def _languages(record: Record) -> Iterator[str]:
    codes = [code for marc in record.get_fields("041") for code in marc.get_subfields("a")]
    fixed = record.get("008")
    if fixed is not None and fixed.data:
        codes.append(fixed.data[35:38])
    for code in codes:
        # Old records run several codes together: engfrespa.
        if code[:3].lower() in LANGUAGES:
            yield LANGUAGES[code[:3].lower()]


def _names(record: Record) -> Iterator[str]:
    seen = set()
    for marc in record.get_fields("100", "110", "700", "710"):
        # Meetings and bodies print their divisions as b: "ILO. Bureau for Gender Equality".
        codes = ("a",) if marc.tag in ("100", "700") else ("a", "b")
        name = " ".join(_stripped(part) for part in marc.get_subfields(*codes)).rstrip(".")
        if name and name not in seen:
            seen.add(name)
            yield name


def _subjects(record: Record) -> Iterator[str]:
    for marc in record.get_fields("650", "651", "610", "600"):
        parts = [_stripped(part).rstrip(".") for part in marc.get_subfields("a", "x", "z")]
        if any(parts):
            yield " - ".join(part for part in parts if part)


def _texts(record: Record, *tags: str) -> Iterator[str]:
    for tag in tags:
        for marc in record.get_fields(tag):
            text = clean(
                " ".join(
                    marc.get_subfields("a", "b", "t", "r") if tag == "505" else marc.get_subfields("a", "b")
                )
            )
            if text:
                yield text


def _links(record: Record) -> Iterator[tuple[MarcLink, bool]]:
    seen = set()
    for marc in record.get_fields("856"):
        label = clean(" ".join(marc.get_subfields("y", "z", "3")))
        media = " ".join(marc.get_subfields("q")).lower()
        for url in map(clean, marc.get_subfields("u")):
            if url.startswith(("http://", "https://")) and url not in seen:
                seen.add(url)
                yield (
                    MarcLink(url, label),
                    ".pdf" in url.lower() or "pdf" in media or "download" in url.lower(),
                )


def _identifiers(record: Record) -> Iterator[tuple[str, str]]:
    number = record.get("001")
    if number is not None and number.data:
        yield "mms_id", clean(number.data)
    for name, tag in (("isbn", "020"), ("issn", "022")):
        for value in _values(record, (tag, "a")):
            match = ISBN.match(value)
            if match:
                yield name, match[0].upper()
                break
    for marc in record.get_fields("024"):
        if "doi" in marc.get_subfields("2") and marc.get_subfields("a"):
            yield "doi", re.sub(r"^https?://(dx\.)?doi\.org/", "", clean(marc.get_subfields("a")[0]))
            break


def _rows(record: Record) -> Iterator[tuple[str, str]]:
    seen = set()
    for label, tag, codes in ROWS:
        for marc in record.get_fields(tag):
            parts = [_stripped(part) for part in marc.get_subfields(*codes)]
            row = (label, ", ".join(part for part in parts if part).rstrip("."))
            if row[1] and row not in seen:
                seen.add(row)
                yield row


def _publication_type(record: Record) -> str | None:
    words = " ".join(
        _values(record, ("655", "a"), ("490", "a"), ("830", "a"), ("245", "a"), ("245", "b"))
    ).casefold()
    return next((kind for word, kind in PUBLICATION_TYPES if re.search(rf"\b(?:{word})", words)), None)


def _values(record: Record, *places: tuple[str, str]) -> Iterator[str]:
    for tag, codes in places:
        for marc in record.get_fields(tag):
            for part in marc.get_subfields(*codes):
                value = _stripped(part).strip("[]")
                if value:
                    yield value


def _first(values: Iterator[str]) -> str | None:
    return next((value for value in values if value), None)
