"""The closed sets of what a network can be asked for, read from `choices.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from onrecord.errors import OnrecordError


def choices(of: str, networks: str | None = None) -> dict[str, str]:
    """Value → meaning of one set, in the order of the file.

    `of` is `qualifier`, `normalisation`, `duplicates`, `negative`, `communities` or `centrality`;
    `networks` is `"two"` or `"one"` for the values that fit such a network only.

    >>> list(choices("qualifier", "one"))
    ['ignore', 'subtract', 'congruence', 'conflict']
    """
    return {
        row["value"]: row["meaning"]
        for row in _file()[of]
        if networks is None or networks in row["networks"]
    }


def check_choice(value: str, of: str, networks: str | None = None) -> str:
    """The value itself, or an `OnrecordError` that lists what there is."""
    return one_of(value, choices(of, networks), what=of)


def one_of(value: str, allowed: Iterable[str], what: str) -> str:
    """The value itself, or an `OnrecordError` that lists what there is."""
    allowed = tuple(allowed)
    if value in allowed:
        return value
    raise OnrecordError(f"{value!r} is no {what} of such a network", hint=", ".join(allowed))


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    source = resources.files("onrecord.analyse.networks").joinpath("choices.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
