"""Short ways to write a column of the contract, one for each kind of value."""

from __future__ import annotations

from warehouse.contract.words import Column

MOMENT = "TIMESTAMP WITH TIME ZONE"


def key(name: str, meaning: str, example: str, *, refers_to: str | None = None) -> Column:
    """Return a text column that is part of a key or always names another row, hence never null."""
    return Column(name, "VARCHAR", meaning, example, is_nullable=False, refers_to=refers_to)


def text(
    name: str,
    meaning: str,
    example: str,
    *,
    refers_to: str | None = None,
    enum: tuple[str, ...] | None = None,
    required: bool = False,
    warning: str | None = None,
) -> Column:
    """Return a text column, null where nothing was found unless it is required."""
    return Column(
        name, "VARCHAR", meaning, example, not required, refers_to=refers_to, enum=enum, warning=warning
    )


def texts(
    name: str,
    meaning: str,
    example: str,
    *,
    refers_to: str | None = None,
    enum: tuple[str, ...] | None = None,
    warning: str | None = None,
) -> Column:
    """Return a list column; the empty list, never null, where there is nothing."""
    return Column(name, "VARCHAR[]", meaning, example, False, refers_to=refers_to, enum=enum, warning=warning)


def day(
    name: str, meaning: str, example: str, *, required: bool = False, warning: str | None = None
) -> Column:
    """Return a date."""
    return Column(name, "DATE", meaning, example, not required, warning=warning)


def moment(name: str, meaning: str, example: str, *, required: bool = True) -> Column:
    """Return a moment in UTC."""
    return Column(name, MOMENT, meaning, example, not required, unit="UTC")


def flag(name: str, meaning: str, *, required: bool = True) -> Column:
    """Return a truth value."""
    return Column(name, "BOOLEAN", meaning, "true", not required)


def count(name: str, meaning: str, example: str, *, unit: str) -> Column:
    """Return a count, never null."""
    return Column(name, "BIGINT", meaning, example, False, unit=unit)


def number(
    name: str,
    meaning: str,
    example: str,
    *,
    type_: str = "INTEGER",
    unit: str | None = None,
    required: bool = True,
) -> Column:
    """Return a number that is not a count."""
    return Column(name, type_, meaning, example, not required, unit=unit)
