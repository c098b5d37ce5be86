"""The errors of the whole system: few, typed, each with the facts a person needs to act.

A message reads: what happened, where, and what to do about it.
"""

from __future__ import annotations


class EqualworkError(Exception):
    """Base of every error raised on purpose; `str(error)` is fit to be shown to the operator."""

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        address: str | None = None,
        capture: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.address = address
        self.capture = capture
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the facts when the error crosses a process boundary."""
        return _rebuild, (type(self), self.message, self.source, self.address, self.capture, self.hint)

    def __str__(self) -> str:
        facts = [("source", self.source), ("address", self.address), ("capture", self.capture)]
        where = ", ".join(f"{name} {value}" for name, value in facts if value)
        text = f"{self.message} ({where})" if where else self.message
        return f"{text}\n  what to do: {self.hint}" if self.hint else text


def _rebuild(
    kind: type[EqualworkError],
    message: str,
    source: str | None,
    address: str | None,
    capture: str | None,
    hint: str | None,
) -> EqualworkError:
    return kind(message, source=source, address=address, capture=capture, hint=hint)


class SourceDefinitionError(EqualworkError):
    """A source file is missing or malformed; the message names file, key and value."""


class SettingsError(EqualworkError):
    """A setting is unknown or has a value that cannot be used."""


class SourceBlocked(EqualworkError):
    """A source answers with block pages (or its robots.txt cannot be had): nothing more is asked today."""


class UnexpectedContent(EqualworkError):
    """A selector or a protocol document did not hold what it must; says what was expected and found."""


class ReadFailure(EqualworkError):
    """A capture could not be read at all (not merely incompletely)."""


class ArchiveDamaged(EqualworkError):
    """A WARC file is torn, truncated or not a WARC file; the records before the damage are kept."""


class ContractViolation(EqualworkError):
    """A curated table differs from the published contract."""


class WarehouseLocked(EqualworkError):
    """Another run holds the build file; the message names the holder."""


class RunFailed(EqualworkError):
    """A run could not be finished; what was there before is unchanged."""
