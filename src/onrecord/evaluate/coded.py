"""News coded by us for positions: labels to learn from and to be judged by.

`coded.jsonl`, a text a line, holds where an article is from and its id there (`copies.py`), the
stretch of it that was read, a hash of that stretch, and for each coder the rows that they wrote
after the codebook: names, labels and offsets (code points into the stretch, end not included), no
word of the article's own beyond names. Beside what a row of the codebook has:

- `cue`: the words that carry the stance ("urged", "ruled out", "must");
- `holder`: the words nearest to it that name whose stance it is, null where none do;
- `act`: the words for the act, null where only a pronoun or the context tells it.

Splits: `train` is learnt from; `held`, coded once like it, chose the thresholds and fitted the
confidence; `dev` and `test` were coded twice, independently. Rules were written with an eye on
`dev`; `test` was looked at for the figures only, by nobody who wrote rules. All but `train` is
news of the bulk; `train` has articles of DWIE and texts invented by us (`ours`) as well.
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

from onrecord.errors import DataError
from onrecord.evaluate.copies import article
from onrecord.model import Span, Spans, Text

SPLITS = ("train", "held", "dev", "test")


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
    """The rows of one text by coder; `start` and `end` are the stretch of the article read.

    `source` is where the article is from: `bulk`, `dwie` or `ours`.
    """

    name: str
    article: str
    start: int
    end: int
    sha256: str
    split: str
    rows: Mapping[str, tuple[Row, ...]]
    source: str = "bulk"

    @property
    def kind(self) -> str:
        """`news` for a whole article, `passages` for a few sentences of one; of the bulk alone."""
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


def texts(gold: Path, split: str) -> Iterator[tuple[Coded, Text]]:
    """The coded texts of a split with their words, from the folder of gold data.

    Raises MissingInput where a source is not there, DataError where an article is missing or is
    not the text that was coded.
    """
    for entry in coded():
        if entry.split != split:
            continue
        row = article(gold, entry.source, entry.article)
        words = row["text"][entry.start : entry.end]
        if sha256(words.encode()).hexdigest() != entry.sha256:
            raise DataError(
                "not the article that was coded",
                where=f"{gold}: {entry.source}, {entry.article}",
                hint="another copy of it; of ours, install the package anew",
            )
        text = Text.of(words, name=entry.name, title=row.get("title"))
        yield entry, text.dated(date.fromisoformat(row["date"])) if row.get("date") else text
