"""The formats that ship, read from `formats.toml`, and how visone draws."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


def formats() -> dict[str, str]:
    """Format → what reads it, in the order of the file.

    >>> list(formats())
    ['csv', 'dl', 'graphml', 'gexf', 'visone']
    """
    return {row["name"]: row["meaning"] for row in _file()["format"]}


def format_of(name: str) -> str | None:
    """The format that a file name's ending asks for, or None.

    >>> format_of("net.visone.graphml"), format_of("net.GraphML"), format_of("net.txt")
    ('visone', 'graphml', None)
    """
    fits = [row for row in _file()["format"] if name.casefold().endswith(row["ending"])]
    return max(fits, key=lambda row: len(row["ending"]))["name"] if fits else None


def style(of: str) -> Mapping[str, str]:
    """Shape and colours of `actor`, `issue` or `tie`."""
    found: Mapping[str, str] = _file()["style"][of]
    return found


@cache
def _file() -> dict[str, Any]:
    source = resources.files("onrecord.exchange.networks").joinpath("formats.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
