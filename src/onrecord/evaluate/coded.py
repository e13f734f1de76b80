"""News of 2017 coded by us for positions: labels to learn from and to be judged by.

`coded.jsonl`, a text a line, holds the id of an article of the bulk news, the stretch of it that
was read, a hash of that stretch, and for each coder the rows that they wrote after the codebook:
names, labels and offsets (code points into the stretch, end not included), no word of the
article's own beyond names. Beside what a row of the codebook has:

- `cue`: the words that carry the stance ("urged", "ruled out", "must");
- `holder`: the words nearest to it that name whose stance it is, null where none do;
- `act`: the words for the act, null where only a pronoun or the context tells it.

Splits: `train` is learnt from; `held`, coded once like it, chose the thresholds and fitted the
confidence; `dev` and `test` were coded twice, independently. Rules were written with an eye on
`dev`; `test` was looked at for the figures only, by nobody who wrote rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import DataError, MissingInput
from onrecord.model import Span, Spans, Text

SPLITS = ("train", "held", "dev", "test")
BULK = "world_news_2017.jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """A coded position."""

    actor: str
    issue: str
    stance: str
    voice: str
    evidence: Spans
    condition: Span | None
    cue: Span | None
    holder: Span | None
    act: Span | None


@dataclass(frozen=True, slots=True)
class Coded:
    """The rows of one text by coder; `start` and `end` are the stretch of the article read."""

    name: str
    article: str
    start: int
    end: int
    sha256: str
    split: str
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def kind(self) -> str:
        """`news` for a whole article, `passages` for a few sentences of one."""
        return "passages" if self.name.startswith(("p", "q")) else "news"


@cache
def coded() -> tuple[Coded, ...]:
    """All coded texts, in order of their names.

    >>> {c.split for c in coded()} == set(SPLITS)
    True
    """
    lines = files("onrecord.evaluate").joinpath("coded.jsonl").read_text(encoding="utf-8")
    return tuple(_coded(json.loads(line)) for line in lines.splitlines())


def _coded(line: dict[str, Any]) -> Coded:
    rows = {coder: tuple(_row(row) for row in rows) for coder, rows in line.pop("rows").items()}
    return Coded(**line, rows=rows)


def _row(row: dict[str, Any]) -> Row:
    condition, cue, holder, act = (
        Span(*row[k]) if row.get(k) else None for k in ("condition", "cue", "holder", "act")
    )
    return Row(
        actor=row["actor"],
        issue=row["issue"],
        stance=row["stance"],
        voice=row["voice"],
        evidence=tuple(Span(*s) for s in row["evidence"]),
        condition=condition,
        cue=cue,
        holder=holder,
        act=act,
    )


def texts(bulk: Path, split: str) -> Iterator[tuple[Coded, Text]]:
    """The coded texts of a split with their words, from the file of bulk news or its folder.

    Raises MissingInput where the file is not there, DataError where an article is missing or is
    not the text that was coded.
    """
    articles = _articles(bulk)
    for entry in coded():
        if entry.split != split:
            continue
        row = articles.get(entry.article)
        words = row["text"][entry.start : entry.end] if row else ""
        if row is None or sha256(words.encode()).hexdigest() != entry.sha256:
            raise DataError(
                "not the article that was coded", where=f"{bulk}: {entry.article}", hint="the bulk"
            )
        text = Text.of(words, name=entry.name, title=row.get("title"))
        yield entry, text.dated(date.fromisoformat(row["date"]))


@cache
def _articles(bulk: Path) -> dict[str, dict[str, Any]]:
    path = bulk / BULK if bulk.is_dir() else bulk
    if not path.is_file():
        raise MissingInput("no bulk news", where=str(path), hint="--bulk names the file")
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {str(row["id"]): row for row in rows}
