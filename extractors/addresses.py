"""Canonical addresses and the identities that hang on them.

One work can be reached under many spellings: host aliases, http and https, tracking parameters,
and for the ILO's WCMS any section before the number. Everything that identifies a document goes
through `canonical_url`; every spelling seen is kept beside it in `core.addresses`.
"""

from __future__ import annotations

import re
import uuid
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# ReliefWeb publishes this namespace; using it lets rows join to theirs.
NAMESPACE = uuid.UUID("8e27a998-c362-5d1f-b152-d474e1d36af2")

HOST_ALIASES = {
    "ilo.org": "www.ilo.org",
    "oit.org": "www.ilo.org",
    "www.oit.org": "www.ilo.org",
    "ilo.ch": "www.ilo.org",
    "www.ilo.ch": "www.ilo.org",
    "ilo.int": "www.ilo.org",
    "www.ilo.int": "www.ilo.org",
    "unwomen.org": "www.unwomen.org",
    "un.org": "www.un.org",
}
TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|_ga|ref|cmpid|icid)$", re.I)
# http://www.ilo.org/gender/WCMS_123456/lang--en/index.htm
WCMS = re.compile(r"/WCMS_(\d+)(?:/lang--([a-z]{2}))?(?:/index\.htm)?/?$", re.I)
SAFE = "/~:@!$&'()*+,;=-._"
# https://www.unwomen.org/en/news-stories/press-release/2026/09/some-title: already in the one form, as most are
PLAIN = re.compile(r"https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")


def canonical_url(url: str) -> str:
    """Return the one form of an address under which its document is filed.

    https, aliases folded, no fragment, default port or tracking parameter, sorted query, one
    percent-encoding, no trailing slash or dot segment. Idempotent. For WCMS addresses the number and
    the language decide, whatever the section in the path.
    """
    plain = PLAIN.fullmatch(url)
    if plain and plain[1] not in HOST_ALIASES and "WCMS_" not in url.upper():
        return url
    parts = urlsplit(url.strip())
    host = _host(parts.hostname or "")
    path = _path(parts.path)
    if host == "www.ilo.org":
        wcms = WCMS.search(path)
        if wcms:
            return f"https://{host}/WCMS_{wcms[1]}/lang--{(wcms[2] or 'en').lower()}/index.htm"
    number = _port(parts)
    port = f":{number}" if number and number not in (80, 443) else ""
    return urlunsplit(("https", host + port, path, _query(parts.query), ""))


def document_id(url: str) -> str:
    """Return the identity of the document at an address: uuid5 of its canonical address."""
    return str(uuid.uuid5(NAMESPACE, canonical_url(url)))


def stable_id(*parts: object) -> str:
    """Return a uuid5 over parts, for rows whose identity is made of several values."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts)))


def _port(parts: SplitResult) -> int | None:
    """The port, null where what stands behind the colon is none: `https://www.unwomen:.org/en`."""
    try:
        return parts.port
    except ValueError:
        return None


def _host(host: str) -> str:
    host = host.lower().rstrip(".")
    return HOST_ALIASES.get(host, host)


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(
                quote(unquote(segment, errors="surrogateescape"), safe=SAFE[1:], errors="surrogateescape")
            )
    return "/" + "/".join(segments)


def _query(query: str) -> str:
    # "f[0]=x" and an exit page's "links_ext.pl?http://..." both pass: a query without "=" is kept as it is.
    if query and "=" not in query.split("&")[0].split("?")[0]:
        return query
    pairs = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not TRACKING.match(k)]
    return urlencode(sorted(pairs))
