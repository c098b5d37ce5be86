"""A page of a real browser that remembers what it was asked for and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visitor:
    """`requests` are addresses in their order; `troubles` are console errors, exceptions and failed requests."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Listen to everything that the page does."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(f"exception: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def go(self, path: str = "") -> Page:
        """Open a page of the site."""
        self.page.goto(self.base + path)
        return self.page

    def foreign(self) -> list[str]:
        """Return what was asked of other hosts."""
        own = urlsplit(self.base).netloc
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in ("blob", "data") and urlsplit(url).netloc != own
        ]

    def asked_for(self, end: str) -> bool:
        """Whether a file with this end of its name was asked for."""
        return any(urlsplit(url).path.endswith(end) for url in self.requests)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _answered(self, response: Response) -> None:
        self.statuses[response.url] = response.status
        if response.status >= 400:
            self.troubles.append(f"{response.status}: {response.url}")
