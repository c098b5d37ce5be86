"""Small pure answers about requests and responses: addresses as sent, validators, Retry-After, redirects."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from extractors.addresses import HOST_ALIASES
from extractors.collect.fetching.exchange import Answer, Fetched, Headers
from extractors.collect.verdicts.looks import header
from extractors.model import Capture, Verdict

RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def entity_headers(headers: Headers) -> Headers:
    """The headers that describe the decoded body: without the length and coding of the wire."""
    return tuple((k, v) for k, v in headers if k.lower() not in ("content-length", "content-encoding"))


def may_pass(fetched: Fetched, answer: Answer) -> bool:
    """Whether a failure may be over a moment later."""
    if answer.is_transient:
        return True
    is_wall = fetched.verdict is Verdict.BLOCKED and fetched.status != 429
    return fetched.status in RETRIED_STATUSES and not is_wall


def redirect_target(fetched: Fetched) -> str | None:
    """Where an answer redirects to, or None."""
    location = fetched.header("location")
    if fetched.status not in REDIRECTS or not location:
        return None
    return request_url(urljoin(fetched.url, location))


def request_url(url: str) -> str:
    """An address as it is sent: no fragment, non-ASCII letters percent-encoded, lower-case host."""
    parts = urlsplit(url.strip())
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~[]")
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))


def validators(known: Capture | None) -> dict[str, str]:
    """The conditional headers that the last stored capture gives."""
    if known is None:
        return {}
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {name: value for name, key in pairs if (value := header(known.headers, key))}


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, or None."""
    # Retry-After: 120, or Retry-After: Fri, 31 Dec 2027 23:59:59 GMT
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds()) if value else None
    except (ValueError, TypeError):
        return None


def host_of(url: str) -> str:
    """The host whose queue an address stands in: aliases of one site share one."""
    netloc = urlsplit(url).netloc.lower()
    return HOST_ALIASES.get(netloc, netloc)


def agent_version() -> str:
    """The version of this package for the User-Agent."""
    try:
        return version("equalwork")
    except PackageNotFoundError:
        return "0.1.0"
