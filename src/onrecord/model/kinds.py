"""The closed sets of values, read from `kinds.toml`: each defined once, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """One value of a closed set: its label, what it means, an example of ours.

    `side` is set for stances only ("+", "0" or "-"), `modes` for event types only.
    """

    value: str
    meaning: str
    example: str
    side: str | None = None
    modes: tuple[str, ...] = ()


@cache
def kinds(of: str) -> dict[str, Kind]:
    """The values of one set, in the order of the file: `stance`, `voice`, `event_type` …

    >>> list(kinds("stance"))
    ['supports', 'open', 'undecided', 'sceptical', 'opposes']
    """
    return {
        row["value"]: Kind(**{**row, "modes": tuple(row.get("modes", ()))}) for row in _file()[of]
    }


def kind_sets() -> tuple[str, ...]:
    """The names of all sets, in the order of the file."""
    return tuple(_file())


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    source = resources.files("onrecord.model").joinpath("kinds.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
