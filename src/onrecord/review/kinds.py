"""What can be decided on what: the verbs and the fields that may be edited, from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Verb:
    """One kind of judgement: the layers it may be said of, what it means, an example."""

    name: str
    layers: tuple[str, ...]
    meaning: str
    example: str


@cache
def verbs() -> dict[str, Verb]:
    """Name → verb, in the order of the file."""
    return {
        name: Verb(name, tuple(row["layers"]), row["meaning"], row["example"])
        for name, row in _file().items()
        if name != "fields"
    }


@cache
def fields(layer: str) -> tuple[str, ...]:
    """The fields of a mark of this layer that a person may edit."""
    return tuple(_file()["fields"].get(layer, ()))


@cache
def _file() -> dict[str, Any]:
    source = resources.files("onrecord.review").joinpath("judgements.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
