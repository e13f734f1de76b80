"""Which kind of file it is: by its suffix, else by its first characters."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import Any

PLAIN, HTML, JSONL = "text/plain", "text/html", "application/jsonl"


@dataclass(frozen=True, slots=True)
class Refused:
    """A format that is recognised by its first bytes, but not read."""

    name: str
    first: bytes
    hint: str


def media_type_of(path: str, head: bytes) -> str:
    """The media type of a file: by its suffix, else by how it begins.

    >>> media_type_of("page.htm", b""), media_type_of("-", b"<!DOCTYPE html><html>")
    ('text/html', 'text/html')
    >>> media_type_of("-", b'{"text": "Kallas said no."}'), media_type_of("-", b"Kallas said no.")
    ('application/jsonl', 'text/plain')
    """
    suffix = PurePath(path).suffix.lower()
    if path != "-" and suffix and suffix in readable_suffixes():
        return readable_suffixes()[suffix]
    begin = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()[:1000].lower()
    if begin.startswith(b"{"):
        return JSONL
    if begin.startswith((b"<!doctype html", b"<html")):
        return HTML
    if begin.startswith((b"<?xml", b"<!--")) and b"<html" in begin:
        return HTML
    return PLAIN


@cache
def readable_suffixes() -> dict[str, str]:
    """Suffix → media type of the files that a directory is searched for."""
    return {suffix: row["media_type"] for row in _file()["read"] for suffix in row["suffixes"]}


@cache
def refused() -> tuple[Refused, ...]:
    """The formats that are told from their first bytes and not read."""
    return tuple(
        Refused(row["name"], bytes.fromhex(row["first"]), row["hint"]) for row in _file()["refused"]
    )


@cache
def _file() -> dict[str, Any]:
    source = resources.files("onrecord.sources").joinpath("formats.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
