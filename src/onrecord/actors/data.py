"""Reads the data files of this room: TOML tables, TSV rows, word lists; each once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from onrecord.errors import DataError


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this room, by its name without ending; raises `DataError`."""
    try:
        return tomllib.loads(_text(f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where=f"{name}.toml") from error


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a TSV file, comments left out; raises `DataError` where columns lack."""
    for number, line in enumerate(_text(f"{name}.tsv").splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != columns:
                raise DataError(
                    f"line {number} has {len(row)} columns, not {columns}", where=f"{name}.tsv"
                )
            yield row


@cache
def words(*path: str) -> frozenset[str]:
    """A list of `words.toml` as a set: `words("names", "particles")`."""
    node: Any = table("words")
    for key in path:
        node = node[key]
    return frozenset(node)


def _text(name: str) -> str:
    return resources.files("onrecord.actors").joinpath(name).read_text(encoding="utf-8")
