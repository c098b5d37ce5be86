"""`equalwork serve`: the site of the current release on loopback."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from extractors.errors import RunFailed, SettingsError
from flows.serve import make_server, serve_site
from flows.serve.conditions import byte_range

CONTENT = bytes(range(256)) * 10


@pytest.fixture
def home(tmp_path: Path) -> Path:
    release = tmp_path / "releases" / "20260101T000000Z"
    (release / "site" / "documents").mkdir(parents=True)
    (release / "site" / "index.html").write_text("<p>home</p>")
    (release / "site" / "documents" / "index.html").write_text("<p>documents</p>")
    (release / "site" / "site.duckdb").write_bytes(CONTENT)
    (release / "equalwork.duckdb").write_bytes(CONTENT)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "releases" / "current").symlink_to("20260101T000000Z")
    return tmp_path


@pytest.fixture
def server(home: Path) -> Iterator[ThreadingHTTPServer]:
    with make_server(home, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(
    server: ThreadingHTTPServer, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "kind", "start"),
    [
        ("/", "text/html; charset=utf-8", b"<p>home"),
        ("/documents/", "text/html; charset=utf-8", b"<p>documents"),
        ("/documents/index.html?q=a", "text/html; charset=utf-8", b"<p>documents"),
        ("/site.duckdb", "application/vnd.duckdb", CONTENT[:9]),
        ("/equalwork.duckdb", "application/vnd.duckdb", CONTENT[:9]),
    ],
)
def test_files_come_with_their_type_and_the_security_headers(
    server: ThreadingHTTPServer, path: str, kind: str, start: bytes
) -> None:
    status, headers, body = ask(server, path)
    assert (status, headers["content-type"]) == (200, kind)
    assert body.startswith(start)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/../../../secret.txt", "/%2e%2e/%2e%2e/%2e%2e/secret.txt", "//secret.txt", "/%00"]
)
def test_nothing_else_is_given(server: ThreadingHTTPServer, path: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404
    assert b"secret" not in body


def test_a_part_is_given_as_a_part(server: ThreadingHTTPServer) -> None:
    status, headers, body = ask(server, "/site.duckdb", Range="bytes=10-19")
    assert (status, headers["content-range"], body) == (206, "bytes 10-19/2560", CONTENT[10:20])
    status, headers, body = ask(server, "/site.duckdb", Range="bytes=9999-")
    assert (status, headers["content-range"]) == (416, "bytes */2560")


def test_what_a_browser_has_is_not_sent_again(server: ThreadingHTTPServer) -> None:
    _, first, _ = ask(server, "/site.duckdb")
    tag, time = first["etag"], first["last-modified"]
    for condition in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"other", W/{tag}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": time},
        {"If-None-Match": tag, "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-None-Match": tag, "Range": "bytes=0-9"},
    ):
        status, headers, body = ask(server, "/site.duckdb", **condition)
        assert (status, headers["etag"], body) == (304, tag, b""), condition
        assert headers["cache-control"] == "no-cache"
        assert "content-length" not in headers


@pytest.mark.parametrize(
    "condition",
    [
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": "same"},
        # Later than the file is no proof: the pointer can go back to an older release.
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ],
)
def test_another_state_is_sent_whole(server: ThreadingHTTPServer, condition: dict[str, str]) -> None:
    same = ask(server, "/site.duckdb")[1]["last-modified"]
    sent = {name: same if value == "same" else value for name, value in condition.items()}
    status, _, body = ask(server, "/site.duckdb", **sent)
    assert (status, body) == (200, CONTENT)


def test_a_part_is_given_of_the_state_that_was_asked_for_only(server: ThreadingHTTPServer) -> None:
    _, first, _ = ask(server, "/site.duckdb")
    for state in (first["etag"], first["last-modified"]):
        status, _, body = ask(server, "/site.duckdb", Range="bytes=10-19", **{"If-Range": state})
        assert (status, body) == (206, CONTENT[10:20])
    for state in ('"other"', f"W/{first['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        status, headers, body = ask(server, "/site.duckdb", Range="bytes=10-19", **{"If-Range": state})
        assert (status, body) == (200, CONTENT)
        assert "content-range" not in headers


def test_what_is_named_by_its_content_is_kept_for_good(server: ThreadingHTTPServer, home: Path) -> None:
    folder = home / "releases" / "20260101T000000Z" / "site" / "static" / "duckdb-0123456789abcdef"
    folder.mkdir(parents=True)
    (folder / "engine.js").write_text("export {}")
    _, headers, _ = ask(server, "/static/duckdb-0123456789abcdef/engine.js")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert ask(server, "/documents/")[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/documents?q=a", "///documents?q=a"])
def test_a_folder_is_looked_at_from_inside(server: ThreadingHTTPServer, path: str) -> None:
    status, headers, _ = ask(server, path)
    assert (status, headers["location"]) == (301, "/documents/?q=a")


def test_a_lost_reader_gets_the_page_of_the_site(server: ThreadingHTTPServer, home: Path) -> None:
    page = home / "releases" / "20260101T000000Z" / "site" / "404.html"
    page.write_text("<p>not here</p>")
    status, headers, body = ask(server, "/documents/nothing.html")
    assert (status, headers["content-type"], body) == (404, "text/html; charset=utf-8", b"<p>not here</p>")
    assert headers["x-content-type-options"] == "nosniff"


def test_the_head_has_no_body(server: ThreadingHTTPServer) -> None:
    status, headers, body = ask(server, "/site.duckdb", "HEAD")
    assert (status, headers["content-length"], headers["accept-ranges"], body) == (200, "2560", "bytes", b"")


def test_other_names_and_methods_are_refused(server: ThreadingHTTPServer) -> None:
    assert ask(server, "/", Host="elsewhere.example")[0] == 403
    assert ask(server, "/", "POST")[0] == 501


def test_a_release_published_meanwhile_is_shown(server: ThreadingHTTPServer, home: Path) -> None:
    fresh = home / "releases" / "20260102T000000Z" / "site"
    fresh.mkdir(parents=True)
    (fresh / "index.html").write_text("<p>new</p>")
    (home / "releases" / "current").unlink()
    (home / "releases" / "current").symlink_to("20260102T000000Z")
    assert ask(server, "/")[2] == b"<p>new</p>"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, (0, 100)), ("bytes=0-0", (0, 1)), ("bytes=90-", (90, 100)), ("bytes=-10", (90, 100)),
        ("bytes=50-500", (50, 100)), ("bytes=100-", None), ("bytes=-0", None), ("bytes=20-10", None),
        ("bytes=0-1,5-6", (0, 100)), ("lines=1-2", (0, 100)), ("bytes=-", (0, 100)), ("bytes=-500", (0, 100)),
    ],
)  # fmt: skip
def test_ranges(header: str | None, expected: tuple[int, int] | None) -> None:
    assert byte_range(header, 100) == expected


def test_no_release_and_a_taken_port_are_told(
    tmp_path: Path, server: ThreadingHTTPServer, home: Path
) -> None:
    with pytest.raises(SettingsError, match="no release in .* has a site"):
        serve_site(tmp_path / "empty", 0)
    with pytest.raises(RunFailed, match="cannot be used"):
        make_server(home, server.server_port)
