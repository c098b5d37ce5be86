"""Builds the demo archive, `demo.warc.gz`, from the page sources beside it: the same bytes every time.

    python sources/demo/build_archive.py

A page source is YAML facts, a line `===`, and the body; `templates/` holds the chrome of each site
generation. Addresses are those of the real sites, so that sources are chosen as usual; every sentence,
person and fact is invented. The records carry no verdicts of ours: the demo reads them as it would
read anybody's crawl.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import ChainableUndefined, Environment, FileSystemLoader
from markupsafe import Markup

from extractors.addresses import stable_id
from extractors.collect.archive.records import (
    PROFILE_NOT_MODIFIED,
    PROFILE_SAME_PAYLOAD,
    http_block,
    record_bytes,
    request_block,
    warc_date,
)

HERE = Path(__file__).parent
ARCHIVE = HERE / "demo.warc.gz"
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español"}
BUILT_ON = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
AGENT = {"User-Agent": "equalwork/demo", "Accept": "*/*"}


@dataclass(frozen=True)
class PageSource:
    """One page source: the name of its file, its facts, its body as written."""

    name: str
    facts: dict[str, Any]
    body: str

    @property
    def url(self) -> str:
        """The address of the capture."""
        return str(self.facts["url"])

    @property
    def captured_at(self) -> datetime:
        """The moment of the capture, UTC."""
        moment: datetime = self.facts["captured_at"]
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def page_sources(folder: Path = HERE / "pages") -> dict[str, PageSource]:
    """Return every page source by its name, in the order of the file names."""
    sources = {}
    for file in sorted(folder.iterdir()):
        facts, _, body = file.read_text("utf-8").partition("===\n")
        sources[file.stem] = PageSource(file.stem, yaml.safe_load(facts), body.rstrip("\n"))
    return sources


def payload(source: PageSource, sources: dict[str, PageSource]) -> bytes:
    """Return the decoded payload of a page source: the page, the file, or nothing."""
    template = source.facts["template"]
    if template == "empty":
        return b""
    if template == "raw":
        return f"{source.body}\n".encode()
    if template == "pdf":
        return _pdf(source.facts)
    facts = {**source.facts, "editions": [_edition(e) for e in source.facts.get("editions", [])]}
    body = sources[facts["body_of"]].body if "body_of" in facts else source.body
    path = urlsplit(source.url).path
    text = _environment().get_template(f"{template}.html.j2").render(facts, path=path, body=Markup(body))  # noqa: S704
    return text.encode(facts.get("encoding", "utf-8"))


def archive_bytes() -> bytes:
    """Return the whole archive."""
    sources = page_sources()
    payloads = {name: payload(source, sources) for name, source in sources.items()}
    members = [_warcinfo()]
    for source in sorted(sources.values(), key=lambda s: (s.captured_at, s.name)):
        members += _exchange(source, sources, payloads)
    return b"".join(members)


def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=Fact)


class Fact(ChainableUndefined):
    """A fact that a page does not state: empty where a template asks for it."""

    def __len__(self) -> int:
        return 0


def _edition(facts: dict[str, str]) -> dict[str, str]:
    return {**facts, "path": urlsplit(facts["url"]).path, "name": LANGUAGES[facts["lang"]]}


def _exchange(source: PageSource, sources: dict[str, PageSource], payloads: dict[str, bytes]) -> list[bytes]:
    facts = source.facts
    status = int(facts.get("status", 200))
    headers = _http_headers(source)
    warc = {"WARC-Record-ID": _record_id(source, "response"), "WARC-Date": warc_date(source.captured_at)}
    body = payloads[source.name]
    kind = "response"
    if "repeats" in facts:
        kind = "revisit"
        body, original = b"", sources[facts["repeats"]]
        warc["WARC-Profile"] = PROFILE_NOT_MODIFIED if status == 304 else PROFILE_SAME_PAYLOAD
        warc["WARC-Refers-To"] = _record_id(original, "response")
        warc["WARC-Refers-To-Target-URI"] = original.url
        warc["WARC-Refers-To-Date"] = warc_date(original.captured_at)
        body_digest = payloads[original.name]
    elif facts.get("coding") == "gzip":
        headers.append(("Content-Encoding", "gzip"))
        body = body_digest = _gzip(body)
    else:
        body_digest = body
    warc["WARC-Payload-Digest"] = f"sha256:{hashlib.sha256(body_digest).hexdigest()}"
    if kind == "response":
        headers.append(("Content-Length", str(len(body))))
    request = {
        "WARC-Record-ID": _record_id(source, "request"),
        "WARC-Date": warc_date(source.captured_at),
        "WARC-Concurrent-To": warc["WARC-Record-ID"],
    }
    return [
        record_bytes(kind, source.url, warc, http=http_block(status, headers), body=body),
        record_bytes("request", source.url, request, http=request_block(source.url, AGENT)),
    ]


def _http_headers(source: PageSource) -> list[tuple[str, str]]:
    facts = source.facts
    charset = facts.get("server_charset", "UTF-8" if "encoding" not in facts else "")
    kind = (
        "application/pdf"
        if facts["template"] == "pdf"
        else "text/html" + (f"; charset={charset}" if charset else "")
    )
    headers = [("Date", source.captured_at.strftime("%a, %d %b %Y %H:%M:%S GMT"))]
    if facts["template"] != "empty" or "content_type" in facts:
        headers.append(("Content-Type", facts.get("content_type", kind)))
    headers.append(("ETag", f'"{stable_id(facts.get("repeats", source.name))[:8]}"'))
    return [*headers, *facts.get("headers", {}).items()]


def _record_id(source: PageSource, kind: str) -> str:
    return f"<urn:uuid:{stable_id('demo', source.name, kind)}>"


def _gzip(data: bytes) -> bytes:
    # Level 0: every zlib writes stored blocks alike.
    packer = zlib.compressobj(0, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(data) + packer.flush()


def _warcinfo() -> bytes:
    warc = {
        "WARC-Record-ID": f"<urn:uuid:{stable_id('demo', 'warcinfo')}>",
        "WARC-Date": warc_date(BUILT_ON),
        "WARC-Filename": ARCHIVE.name,
    }
    lines = (
        "software: sources/demo/build_archive.py",
        "format: WARC File Format 1.1",
        "description: invented pages",
    )
    text = "".join(f"{line}\r\n" for line in lines)
    return record_bytes("warcinfo", "", warc, body=text.encode(), content_type="application/warc-fields")


def _pdf(facts: dict[str, Any]) -> bytes:
    # Only the build needs reportlab; it is a development dependency.
    import io

    from reportlab.lib.pagesizes import A5
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A5, invariant=1, pageCompression=0)
    canvas.setTitle(facts["title"])
    canvas.setAuthor(facts["author"])
    canvas.setSubject(facts["subject"])
    canvas.setKeywords(facts["keywords"])
    width, height = A5
    for number, page in enumerate(facts["pages"]):
        canvas.bookmarkPage(f"page{number}")
        canvas.addOutlineEntry(page["heading"], f"page{number}", 0)
        text = canvas.beginText(40, height - 50)
        if number == 0:
            text.setFont("Helvetica-Bold", 15)
            text.textLines(simpleSplit(facts["title"], "Helvetica-Bold", 15, width - 80))
            text.setFont("Helvetica", 9)
            text.textLines([facts["author"], ""])
        text.setFont("Helvetica-Bold", 12)
        text.textLines([page["heading"], ""])
        text.setFont("Helvetica", 10)
        for paragraph in page["paragraphs"]:
            text.textLines([*simpleSplit(paragraph, "Helvetica", 10, width - 80), ""])
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def main() -> None:
    """Write the archive and say where it is."""
    data = archive_bytes()
    ARCHIVE.write_bytes(data)
    sys.stdout.write(f"{ARCHIVE}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}\n")


if __name__ == "__main__":
    main()
