"""Moments as the ledger keeps them: ISO 8601 in UTC with microseconds: they sort as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def moment(at: datetime) -> str:
    """A moment as text; one without a time zone is taken to be in UTC.

    >>> moment(datetime(2026, 11, 22, 20, 15))
    '2026-11-22T20:15:00.000000Z'
    """
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_moment(text: str) -> datetime:
    """The moment that a text written by `moment` tells.

    >>> from_moment("2026-11-22T20:15:00.000000Z").isoformat()
    '2026-11-22T20:15:00+00:00'
    """
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
