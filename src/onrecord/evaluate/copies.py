"""Your own copies of the articles that our codings point into, by the source and id they give.

None of their words is in the project; what we wrote ourselves (`written.jsonl`, invented news) is.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.roles import read_dwie

BULK, DWIE = "bulk/world_news_2017.jsonl", "actors/dwie_train.jsonl"


def article(gold: Path, source: str, id: str) -> dict[str, Any]:
    """An article with its `text` and, where they are known, `date` (ISO) and `title`.

    `gold` is the folder of gold data; `source` is `bulk`, `dwie` or `ours`. Raises MissingInput
    where the source is not there, DataError where the article is not.
    """
    every = {"bulk": bulk, "dwie": _dwie, "ours": _ours}[source](gold)
    if id not in every:
        raise DataError(f"no article “{id}”", where=f"{gold}: {source}")
    return every[id]


@cache
def bulk(gold: Path) -> dict[str, dict[str, Any]]:
    """The bulk news by id; raises MissingInput where it is not there."""
    path = gold / BULK
    if not path.is_file():
        raise MissingInput("no bulk news", where=str(path), hint="--gold names the gold folder")
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {str(row["id"]): row for row in rows}


@cache
def _dwie(gold: Path) -> dict[str, dict[str, Any]]:
    return {a.id: {"text": running(a.text)} for a in read_dwie(gold / DWIE)}


@cache
def _ours(_: Path) -> dict[str, dict[str, Any]]:
    lines = files("onrecord.evaluate").joinpath("written.jsonl").read_text(encoding="utf-8")
    return {row["name"]: row for row in map(json.loads, lines.splitlines())}


def running(tokens: str) -> str:
    """Tokens that were joined by spaces as running text; a line becomes a paragraph.

    >>> running('" No " , said Ms. Ek ( 51 ) , the re - elected mayor \\n It \\'s over .')
    '"No", said Ms. Ek (51), the re-elected mayor\\n\\nIt\\'s over.'
    """
    text = tokens.strip()
    for pattern, by in _JOINED:
        text = pattern.sub(by, text)
    return text


# Offsets and hashes of codings count on these very patterns.
_JOINED = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\s*\n\s*", "\n\n"),
        (r" ([,.;:!?%)\]”])", r"\1"),
        (r"([(\[“$€#]) ", r"\1"),
        (r" (['’](?:s|re|ve|m|ll|d)\b)", r"\1"),
        (r" (n['’]t)\b", r"\1"),
        (r"(?<=\w) - (?=\w)", "-"),
        (r"(?<=\w) / (?=\w)", "/"),
        (r'" ([^"\n]*?) ?"', r'"\1"'),
    )
)
