"""One request over the wire: where to connect, what may not be connected to, reading under limits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, NameResolutionError

from extractors.collect.clock import Clock
from extractors.collect.fetching.asking import host_of
from extractors.collect.fetching.bodies import decode_body, read_chunks
from extractors.collect.fetching.connection import (
    DEFAULT_PORTS,
    Resolver,
    connect_url,
    is_allowed_host,
    open_session,
    public_address,
)
from extractors.collect.fetching.exchange import Answer, Ask, Headers, Limits
from extractors.collect.verdicts.looks import header
from extractors.errors import UnexpectedContent
from extractors.model import Verdict


class Wire:
    """Sends single requests: no redirects, no retries, no waiting."""

    def __init__(
        self, connect_to: Mapping[str, str], resolver: Resolver, limits: Limits, clock: Clock
    ) -> None:
        self._connect_to = dict(connect_to)
        self._resolver = resolver
        self._limits = limits
        self._clock = clock
        self._public: set[str] = set()
        self._sessions: dict[str, requests.Session] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections."""
        for session in self._sessions.values():
            session.close()

    def refusal(self, url: str, ask: Ask) -> str | None:
        """Why an address may not be asked at all, or None."""
        if not is_allowed_host(url, ask.hosts):
            return "not on one of the source's hosts"
        parts = urlsplit(url)
        if ask.allow_private or parts.netloc in self._public or connect_url(url, self._connect_to):
            return None
        try:
            public_address(parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme], self._resolver)
        except UnexpectedContent as error:
            return error.message
        except OSError:
            # A name that does not resolve is no answer, not a refusal: the connection will say so.
            return None
        self._public.add(parts.netloc)
        return None

    def ask(self, url: str, ask: Ask) -> Answer:
        """What one request is answered; status 0 with the reason where nothing came."""
        started = self._clock.monotonic()
        real = connect_url(url, self._connect_to)
        session = self._session(url, is_guarded=real is None and not ask.allow_private)
        prepared = requests.Request("GET", real or url, headers=dict(ask.headers)).prepare()
        prepared.headers["Host"] = urlsplit(url).netloc
        timeout = (self._limits.connect_seconds, self._limits.read_seconds)
        try:
            response = session.send(prepared, stream=True, timeout=timeout, allow_redirects=False)
        except (requests.RequestException, HTTPError) as error:
            return Answer(0, reason=_short(error), is_transient=_is_transient(error))
        except UnexpectedContent as error:
            return Answer(0, reason=error.message)
        try:
            return _read(
                response,
                ask.max_bytes,
                lambda: self._clock.monotonic() - started > self._limits.total_seconds,
            )
        finally:
            response.close()

    def _session(self, url: str, *, is_guarded: bool) -> requests.Session:
        key = f"{host_of(url)} {is_guarded}"
        with self._lock:
            if key not in self._sessions:
                self._sessions[key] = open_session(self._resolver if is_guarded else None)
            return self._sessions[key]


def _read(response: requests.Response, limit: int, is_late: Callable[[], bool]) -> Answer:
    headers: Headers = tuple((str(k), str(v)) for k, v in response.raw.headers.items())
    chunks = read_chunks(response.raw, is_late)
    body, verdict, reason = decode_body(chunks, header(headers, "content-encoding"), limit)
    return Answer(response.status_code, headers, body, verdict, reason, verdict is Verdict.TRUNCATED)


def _is_transient(error: Exception) -> bool:
    if isinstance(error, (requests.exceptions.SSLError, requests.exceptions.InvalidURL)):
        return False
    # A name that is not known now is not known a minute later either.
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(cause, NameResolutionError):
        return False
    return isinstance(error, (requests.ConnectionError, requests.Timeout, HTTPError))


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
