"""Which formats records go out to and come in from: one table, loaded when asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.exchange.losses import Losses
from onrecord.model import Record
from onrecord.sources.outcome import Failure


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, what it is, the usual ending, and which ways it goes."""

    name: str
    about: str
    ending: str
    write: str | None = None
    read: str | None = None

    def writer(self) -> Callable[..., Losses]:
        """The function that writes records; raises `OnrecordError` for one that only comes in."""
        return self._load(self.write, "be written")

    def reader(self) -> Callable[..., Iterator[Record | Failure]]:
        """The function that reads records; raises `OnrecordError` for one that only goes out."""
        return self._load(self.read, "be read")

    def _load(self, place: str | None, what: str) -> Callable[..., Any]:
        if place is None:
            can = [f.name for f in formats().values() if (f.write if "written" in what else f.read)]
            raise OnrecordError(f"{self.name} cannot {what}", hint="one of " + ", ".join(can))
        module, _, name = place.partition(":")
        function: Callable[..., Any] = getattr(import_module(module), name)
        return function


@cache
def formats() -> dict[str, Format]:
    """Every format by name, in the order of the file.

    >>> list(formats())[:3], formats()["dna"].ending
    (['jsonl', 'csv', 'parquet'], '.dna')
    """
    source = resources.files("onrecord.exchange").joinpath("formats.toml")
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["format"]
    return {row["name"]: Format(**row) for row in rows}
