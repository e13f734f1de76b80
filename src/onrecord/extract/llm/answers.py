"""From what a model wrote to rows: the first JSON object that has positions, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

TRIES = 64
"""Opening braces looked at: a model that thinks aloud writes a few before its answer."""


class Row(msgspec.Struct, frozen=True):
    """One row as a model gives it, not yet held against the text."""

    actor: int
    stance: str
    issue: str
    evidence: str
    condition: str | None = None
    sentence: int | None = None


def rows_of(answer: str) -> list[Row | None] | None:
    """The rows of an answer, None for each of another form; None where there is no answer.

    The answer may stand in words of the model or in a fence of Markdown.

    >>> rows_of('Sure! {"positions": [{"actor": "one"}]}')
    [None]
    >>> rows_of("I cannot help with that.") is None
    True
    """
    for found in _objects(answer):
        rows = found.get("positions")
        if isinstance(rows, list):
            return [_row(r) for r in rows]
    return None


def _objects(answer: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    at = 0
    for _ in range(TRIES):
        at = answer.find("{", at)
        if at < 0:
            return
        try:
            found, end = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            at += 1
            continue
        if isinstance(found, dict):
            yield found
        at = end


def _row(plain: object) -> Row | None:
    try:
        return msgspec.convert(plain, Row)
    except msgspec.ValidationError:
        return None
