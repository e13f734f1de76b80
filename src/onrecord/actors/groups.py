"""Groups of states and who belonged to them on a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from onrecord.actors.data import table
from onrecord.actors.territories import Territory, territories
from onrecord.errors import DataError
from onrecord.model import fold


@cache
def _groups() -> dict[str, dict[str, tuple[date | None, date | None]]]:
    return {
        row["name"]: {code: (_day(*days), _day(*days[1:])) for code, days in row["members"].items()}
        for row in table("groups")["group"]
    }


def _day(text: str, *_: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DataError(f"no date: {text}", where="groups.toml") from error


@cache
def group_names() -> dict[str, str]:
    """Every way a group or its states are called, folded → the group's name shown."""
    return {
        fold(name): row["name"]
        for row in table("groups")["group"]
        for name in (*row["names"], *row["states"])
    }


def members(group: str, on: date) -> tuple[Territory, ...]:
    """The territories that belonged to the group on that day; raises `KeyError` if unknown.

    A member counts from the day it joins up to and with the day it leaves. Members without dates
    belong always.

    >>> "GB" in [m.code for m in members("EU", date(2020, 1, 31))]
    True
    >>> len(members("NATO", date(2024, 5, 22)))
    32
    """
    rows = _groups()[group_names()[fold(group)]]
    return tuple(
        territories()[code]
        for code, (joined, left) in rows.items()
        if (joined is None or joined <= on) and (left is None or on <= left)
    )


def groups_of(code: str, on: date) -> tuple[str, ...]:
    """The groups the territory belonged to on that day.

    >>> groups_of("EE", date(2000, 1, 1))
    ('Baltic states',)
    """
    return tuple(g for g in _groups() if code in {m.code for m in members(g, on)})
