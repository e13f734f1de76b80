"""Every mark read again against its text: are the words that were kept still where they were?

A mark is *valid* where its spans cover the words that were kept with it, *invalid* where they cover
others, *missing* where its spans do not lie in the text. A text whose characters no longer have the
hash that names it is *altered*. Nothing is mended: a mark is never moved to where it might belong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import text_id
from onrecord.store import tables as t

VALID, INVALID, MISSING, ALTERED = "valid", "invalid", "missing", "altered"
BATCH = 200  # texts read at once


@dataclass(frozen=True, slots=True)
class Checked:
    """One part of one mark, or a text. `kept` are the words in the ledger, `found` those that the
    spans cover now; `part` says which spans ("evidence", "cue" …)."""

    layer: str
    id: str
    part: str
    text: str
    outcome: str
    kept: str
    found: str


def check(
    db: Connection, progress: Callable[[int], None] = lambda texts: None
) -> Iterator[Checked]:
    """Every text and every part of every mark with its outcome, text by text.

    `progress` is told how many texts are done.
    """
    done = 0
    last = 0
    while True:
        query = sa.select(t.text.c.number, t.text.c.id, t.text.c.characters)
        texts = db.execute(
            query.where(t.text.c.number > last).order_by(t.text.c.number).limit(BATCH)
        ).all()
        if not texts:
            return
        low, last = texts[0].number, texts[-1].number
        named = {row.number: (row.id, row.characters) for row in texts}
        for id, characters in named.values():
            same = text_id(characters) == id
            yield Checked("text", id, "characters", id, VALID if same else ALTERED, "", "")
        for layer, table, pieces in _LAYERS:
            rows = sa.select(table).where(table.c.text.between(low, last)).order_by(table.c.text)
            for row in db.execute(rows).mappings():
                text, characters = named[row["text"]]
                for id, part, spans, kept in pieces(row):
                    outcome, found = outcome_of(characters, spans, kept)
                    yield Checked(layer, id, part, text, outcome, kept, found)
        done += len(texts)
        progress(done)


def outcome_of(characters: str, spans: Sequence[Sequence[int]], kept: str) -> tuple[str, str]:
    """Whether spans of a text cover the words that were kept, and what they do cover.

    >>> outcome_of("Okafor said no.", [[0, 6], [12, 14]], "Okafor … no")
    ('valid', 'Okafor … no')
    >>> outcome_of("Okafor said no.", [[12, 20]], "no")
    ('missing', '')
    """
    if not all(0 <= start < end <= len(characters) for start, end in spans):
        return MISSING, ""
    found = " … ".join(characters[start:end] for start, end in spans)
    return (VALID if found == kept else INVALID), found


# what each layer keeps ---------------------------------------------------------------------------

_Piece = tuple[str, str, Sequence[Sequence[int]], str]  # id, part, spans, words kept


def _statement(row: sa.RowMapping) -> Iterator[_Piece]:
    for part, words in (("source", "source_words"), ("cue", "cue_words"), ("content", "words")):
        yield row["id"], part, json.loads(row[part]), row[words]


def _position(row: sa.RowMapping) -> Iterator[_Piece]:
    yield row["id"], "evidence", json.loads(row["evidence"]), row["words"]
    if row["condition"] is not None:
        yield row["id"], "condition", json.loads(row["condition"]), row["condition_words"] or ""


def _event(row: sa.RowMapping) -> Iterator[_Piece]:
    yield row["id"], "trigger", json.loads(row["trigger"]), row["words"]


def _appearance(row: sa.RowMapping) -> Iterator[_Piece]:
    for start, end, _, words in json.loads(row["mentions"]):
        yield row["actor"], "mention", [[start, end]], words


def _place(row: sa.RowMapping) -> Iterator[_Piece]:
    for start, end, words in json.loads(row["mentions"]):
        yield row["place"], "mention", [[start, end]], words


def _issue(row: sa.RowMapping) -> Iterator[_Piece]:
    for spans, words in json.loads(row["mentions"]):
        yield row["issue"], "mention", spans, words


def _role(row: sa.RowMapping) -> Iterator[_Piece]:
    yield row["actor"], "role", [[row["start"], row["end"]]], row["words"]


def _time(row: sa.RowMapping) -> Iterator[_Piece]:
    yield row["id"], "time", [[row["start"], row["end"]]], row["words"]


_LAYERS: tuple[tuple[str, sa.Table, Callable[[Any], Iterator[_Piece]]], ...] = (
    ("statement", t.statement, _statement),
    ("position", t.position, _position),
    ("event", t.event, _event),
    ("actor", t.appearance, _appearance),
    ("role", t.role, _role),
    ("issue", t.issue_mention, _issue),
    ("place", t.whereabouts, _place),
    ("time", t.time, _time),
)
