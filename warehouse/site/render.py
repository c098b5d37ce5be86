"""The templates: everything is escaped, and a value that a template expects and does not get is an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from warehouse.site import labels

FOLDER = Path(__file__).parent / "templates"
PRECISE = {"month": "%B %Y", "year": "%Y"}


def render(template: str, context: Mapping[str, Any]) -> str:
    """Return the text of one page.

    Raises:
        jinja2.UndefinedError: the template names something that the context does not hold.
    """
    return _environment().get_template(template).render(context)


def day(value: date | None, precision: str | None = "day") -> str:
    """Return a date as people read it, no more precise than it was stated: 8 March 2024, March 2024, 2024."""
    if value is None:
        return "undated"
    if form := PRECISE.get(precision or ""):
        return value.strftime(form)
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """Return a time in UTC: 8 March 2024, 02:15 UTC."""
    return "never" if value is None else f"{day(value)}, {value:%H:%M} UTC"


def number(value: float | None) -> str:
    """Return a number with thin groups of three: 12 345."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f")


def size(value: int) -> str:
    """Return a size in bytes in units that people read: 1.2 MB."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if value >= factor:
            return f"{value / factor:.1f} {unit}"
    return f"{value} B"


def share(value: float | None) -> str:
    """Return a share as per cent."""
    return "–" if value is None else f"{value * 100:.1f} %"


def web(address: str | None) -> str:
    """Return an address that may stand in a link: http and https only, else nothing.

    A page can state any address as its own, also `javascript:…`.
    """
    try:
        scheme = urlsplit(address or "").scheme
    except ValueError:
        return ""
    return (address or "") if scheme in ("http", "https") else ""


def json_data(value: Any) -> Markup:
    """Return a value as JSON that can stand inside a script element of data: no `<`, `>` or `&` is left."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - the signs that could end the element are gone


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": day,
        "moment": moment,
        "number": number,
        "size": size,
        "share": share,
        "web": web,
        "json_data": json_data,
        "words": labels.words,
        "name": labels.name,
        "region": labels.region,
        "by_region": labels.by_region,
        "language_name": labels.language_name,
        "field_label": labels.field_label,
        "own_label": labels.own_label,
    }
    return environment
