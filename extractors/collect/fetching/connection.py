"""Connections: to public addresses only, or to where EQUALWORK_CONNECT_TO points.

The address that was checked is the address that is connected to, so that a name that resolves
differently a moment later opens nothing.
"""

from __future__ import annotations

import fnmatch
import ipaddress
import socket
from collections.abc import Callable, Iterable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError

from extractors.errors import SettingsError, UnexpectedContent

Resolver = Callable[[str, int], list[str]]
DEFAULT_PORTS = {"http": 80, "https": 443}


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, by the system's resolver."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def parse_connect_to(text: str) -> dict[str, str]:
    """Return `{"www.ilo.org:443": "http://127.0.0.1:8081"}` of EQUALWORK_CONNECT_TO's text.

    Raises:
        SettingsError: an entry is not `host:port=http://host:port`.
    """
    entries: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, target = entry.partition("=")
        host, _, port = name.rpartition(":")
        if not host or not port.isdigit() or urlsplit(target).scheme not in DEFAULT_PORTS:
            raise SettingsError(
                f"EQUALWORK_CONNECT_TO: {entry!r} cannot be used",
                hint="write host:port=http://host:port, several separated by commas",
            )
        entries[f"{host.lower()}:{port}"] = target.rstrip("/")
    return entries


def connect_url(url: str, connect_to: Mapping[str, str]) -> str | None:
    """The address to really connect to, or None where nothing is mapped."""
    parts = urlsplit(url)
    target = connect_to.get(
        f"{(parts.hostname or '').lower()}:{parts.port or DEFAULT_PORTS.get(parts.scheme, 0)}"
    )
    if target is None:
        return None
    base = urlsplit(target)
    return urlunsplit((base.scheme, base.netloc, parts.path or "/", parts.query, ""))


def is_allowed_host(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address is http(s) and on one of the hosts (`*.unwomen.org` means any below it)."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in DEFAULT_PORTS or not host or parts.username is not None:
        return False
    return any(fnmatch.fnmatchcase(host, pattern.lower()) for pattern in hosts)


def public_address(host: str, port: int, resolver: Resolver) -> str:
    """Return the first address of a host when all of them are public.

    Raises:
        UnexpectedContent: the host resolves to a private, loopback or otherwise special address.
        OSError: it does not resolve.
    """
    found = resolver(host, port)
    if not found:
        raise OSError(f"{host} has no address")
    for address in found:
        if not ipaddress.ip_address(address.split("%")[0]).is_global:
            raise UnexpectedContent(
                f"{host} resolves to {address}, which is not a public address",
                address=host,
                hint="map it with EQUALWORK_CONNECT_TO, or set allow_private_hosts in a test source",
            )
    return found[0]


def open_session(resolver: Resolver | None, *, pool_size: int = 4) -> requests.Session:
    """Return a session without proxies, netrc, cookies and own retries.

    With a resolver it connects only to public addresses.
    """
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = (
        HTTPAdapter(pool_maxsize=pool_size) if resolver is None else _GuardedAdapter(resolver, pool_size)
    )
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, resolver: Resolver, pool_size: int) -> None:
        self._resolver = resolver
        super().__init__(pool_maxsize=pool_size)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _guarded_pools(self._resolver)


def _guarded_pools(resolver: Resolver) -> dict[str, type[HTTPConnectionPool]]:
    class GuardedHttp(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _pinned(self, resolver, super()._new_conn)

    class GuardedHttps(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _pinned(self, resolver, super()._new_conn)

    class HttpPool(HTTPConnectionPool):
        ConnectionCls = GuardedHttp

    class HttpsPool(HTTPSConnectionPool):
        ConnectionCls = GuardedHttps

    return {"http": HttpPool, "https": HttpsPool}


def _pinned(
    connection: HTTPConnection, resolver: Resolver, connect: Callable[[], socket.socket]
) -> socket.socket:
    # The name is put back at once: certificate and Host header are those of the name.
    name = connection.host
    try:
        connection.host = public_address(name, connection.port, resolver)
    except OSError as error:
        raise NameResolutionError(name, connection, socket.gaierror(str(error))) from error
    try:
        return connect()
    finally:
        connection.host = name
