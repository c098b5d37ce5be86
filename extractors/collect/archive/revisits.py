"""What `revisit` records of other crawlers repeat: found by record, by address and date, or by digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from extractors.collect.archive.records import clean_url, warc_date
from extractors.model import Capture

Key = tuple[str, ...]


class Originals:
    """The captures that were seen with a payload, without their headers, to keep the memory small."""

    def __init__(self) -> None:
        self._captures: dict[Key, Capture] = {}

    def add(self, capture: Capture, warc: Mapping[str, str]) -> None:
        """Remember a capture under the names that its WARC headers (lower case) give it."""
        slim = replace(capture, headers={})
        for key in _names(capture, warc):
            self._captures.setdefault(key, slim)

    def find(self, warc: Mapping[str, str]) -> Capture | None:
        """Return the capture that the WARC headers of a `revisit` record name, the surest way first."""
        found = (self._captures.get(key) for key in _references(warc))
        return next((capture for capture in found if capture is not None), None)


def _names(capture: Capture, warc: Mapping[str, str]) -> list[Key]:
    names: list[Key] = [("at", capture.url, warc_date(capture.captured_at))]
    if "warc-record-id" in warc:
        names.append(("id", warc["warc-record-id"]))
    if "warc-payload-digest" in warc:
        names.append(("digest", warc["warc-payload-digest"]))
    return names


def _references(warc: Mapping[str, str]) -> list[Key]:
    keys: list[Key] = []
    if "warc-refers-to" in warc:
        keys.append(("id", warc["warc-refers-to"]))
    if "warc-refers-to-target-uri" in warc and "warc-refers-to-date" in warc:
        moment = datetime.fromisoformat(warc["warc-refers-to-date"])
        keys.append(("at", clean_url(warc["warc-refers-to-target-uri"].strip("<> ")), warc_date(moment)))
    if "warc-payload-digest" in warc:
        keys.append(("digest", warc["warc-payload-digest"]))
    return keys
