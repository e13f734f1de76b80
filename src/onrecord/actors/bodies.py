"""Alliances, agencies, parliaments and parties known by name, and seats that stand for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.actors.data import table
from onrecord.model import fold


@dataclass(frozen=True, slots=True)
class Body:
    """A body with a name of its own. `code` is the territory it belongs to, or None."""

    names: tuple[str, ...]
    kind: str
    code: str | None
    wikidata: str | None

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Seat:
    """A building or city that stands for a territory (`code`) or a body (its name shown)."""

    name: str
    code: str | None
    body: str | None
    city: bool


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies, in the order of the file."""
    return tuple(
        Body(tuple(row["names"]), row["kind"], row.get("code"), row.get("wikidata"))
        for row in table("bodies")["body"]
    )


@cache
def seats() -> tuple[Seat, ...]:
    """All seats that are no capital of one territory, in the order of the file."""
    return tuple(
        Seat(name, row.get("code"), row.get("body"), row.get("city", False))
        for row in table("seats")["seat"]
        for name in row["names"]
    )


@cache
def _by_name() -> dict[str, Body]:
    return {fold(name): body for body in reversed(bodies()) for name in body.names}


def body_named(name: str) -> Body | None:
    """The body of that name or acronym.

    >>> body_named("the IMF").name
    'International Monetary Fund'
    """
    return _by_name().get(fold(name).removeprefix("the "))
