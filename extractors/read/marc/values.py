"""The values of MARC fields: which field and subfield says what, and how cataloguers punctuate it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractors.read.markup.tree import clean

Record = Any  # pymarc has no types on the registry
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


def title_of(record: Record) -> Iterator[str]:
    """Yield the title of each 245: title, remainder and part, joined as they are printed."""
    for marc in record.get_fields("245"):
        parts = [clean(part) for part in marc.get_subfields("a", "b", "n", "p")]
        text = ""
        for part in parts:
            joined = CLOSING.sub("", text)
            text = (
                f"{joined}{': ' if joined and text.rstrip().endswith(':') else ' ' if joined else ''}{part}"
            )
        yield stripped(text)


def stripped(text: str) -> str:
    """Return a subfield without the marks that lead over to the next one."""
    text = CLOSING.sub("", CLOSING.sub("", clean(text)))
    # The card ends a title with a full stop; "U.S." and "…" keep theirs.
    return text[:-1] if re.search(r"[^\W\d_]{3}\.$", text) else text


def languages_of(record: Record) -> Iterator[str]:
    """Yield the languages (ISO 639-1) of 041 and, after them, of the fixed field 008."""
    codes = [code for marc in record.get_fields("041") for code in marc.get_subfields("a")]
    fixed = record.get("008")
    if fixed is not None and fixed.data:
        codes.append(fixed.data[35:38])
    for code in codes:
        # Old records run several codes together: engfrespa.
        if code[:3].lower() in LANGUAGES:
            yield LANGUAGES[code[:3].lower()]


def names_of(record: Record) -> Iterator[str]:
    """Yield the authors, people and bodies, each once, in the order of the record."""
    seen = set()
    for marc in record.get_fields("100", "110", "700", "710"):
        # Meetings and bodies print their divisions as b: "ILO. Bureau for Gender Equality".
        codes = ("a",) if marc.tag in ("100", "700") else ("a", "b")
        name = " ".join(stripped(part) for part in marc.get_subfields(*codes)).rstrip(".")
        if name and name not in seen:
            seen.add(name)
            yield name


def subjects_of(record: Record) -> Iterator[str]:
    """Yield the subject headings with their subdivisions: "Domestic workers - Uruguay"."""
    for marc in record.get_fields("650", "651", "610", "600"):
        parts = [stripped(part).rstrip(".") for part in marc.get_subfields("a", "x", "z")]
        if any(parts):
            yield " - ".join(part for part in parts if part)


def texts_of(record: Record, *tags: str) -> Iterator[str]:
    """Yield the notes of some fields: 520 is the abstract, 505 the contents."""
    for tag in tags:
        for marc in record.get_fields(tag):
            text = clean(
                " ".join(
                    marc.get_subfields("a", "b", "t", "r") if tag == "505" else marc.get_subfields("a", "b")
                )
            )
            if text:
                yield text


def identifiers_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the record number, the first good ISBN and ISSN, and the DOI."""
    number = record.get("001")
    if number is not None and number.data:
        yield "mms_id", clean(number.data)
    for name, tag in (("isbn", "020"), ("issn", "022")):
        for value in values_of(record, (tag, "a")):
            match = ISBN.match(value)
            if match:
                yield name, match[0].upper()
                break
    for marc in record.get_fields("024"):
        if "doi" in marc.get_subfields("2") and marc.get_subfields("a"):
            yield "doi", re.sub(r"^https?://(dx\.)?doi\.org/", "", clean(marc.get_subfields("a")[0]))
            break


def rows_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what the catalogue shows as rows, (label, value), each once."""
    seen = set()
    for label, tag, codes in ROWS:
        for marc in record.get_fields(tag):
            parts = [stripped(part) for part in marc.get_subfields(*codes)]
            row = (label, ", ".join(part for part in parts if part).rstrip("."))
            if row[1] and row not in seen:
                seen.add(row)
                yield row


def publication_type_of(record: Record) -> str | None:
    """Return the kind of publication that genre, series or title name."""
    words = " ".join(
        values_of(record, ("655", "a"), ("490", "a"), ("830", "a"), ("245", "a"), ("245", "b"))
    ).casefold()
    return next((kind for word, kind in PUBLICATION_TYPES if re.search(rf"\b(?:{word})", words)), None)


def values_of(record: Record, *places: tuple[str, str]) -> Iterator[str]:
    """Yield the values at some places (field, subfields), without the brackets of what was supplied."""
    for tag, codes in places:
        for marc in record.get_fields(tag):
            for part in marc.get_subfields(*codes):
                value = stripped(part).strip("[]")
                if value:
                    yield value


def first(values: Iterator[str]) -> str | None:
    """Return the first value, or None."""
    return next((value for value in values if value), None)
