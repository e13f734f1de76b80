"""Actors and issues while a name is typed: few, quickly, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import fold
from onrecord.store import tables as t
from onrecord.store.db import batches

LOOKED_AT = 60  # names weighed: more than are shown, so that the often named come first


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be meant: an id, its name, what it is in a word or two."""

    id: str
    name: str
    about: str


def actors(db: Connection, words: str, *, limit: int = 8) -> list[Choice]:
    """Actors whose names have all the words: those that begin so first, then the most named."""
    ids = _found(db, t.actor, words)
    names = t.actor.c
    query = sa.select(names.id, names.name, names.kind, names.country).where(names.id.in_(ids))
    found = {row.id: row for row in db.execute(query)}
    often = _weights(db, t.actor, t.appearance.c.actor, ids)
    made = [
        Choice(row.id, row.name, ", ".join(filter(None, (row.kind, row.country))))
        for row in found.values()
    ]
    return _best(made, often, words, limit)


def issues(db: Connection, words: str, *, limit: int = 8) -> list[Choice]:
    """Issues with a label that has all the words: those that begin so first, then the busiest."""
    ids = _found(db, t.issue, words)
    query = sa.select(t.issue.c.id, t.issue.c.label).where(t.issue.c.id.in_(ids))
    found = {row.id: row.label for row in db.execute(query)}
    often = _weights(db, t.issue, t.position.c.issue, ids)
    made = [
        Choice(id, label, f"{often.get(id, 0)} positions" if often.get(id) != 1 else "1 position")
        for id, label in found.items()
    ]
    return _best(made, often, words, limit)


def _found(db: Connection, table: sa.Table, words: str) -> list[str]:
    """What matches, as what it is merged into now."""
    asked = fold(words).split()
    if not asked or "\0" in words:  # which PostgreSQL takes in no text, and SQLite as its end
        return []
    start = " ".join(asked)
    begins = sa.select(table.c.now).where(
        table.c.folded >= start, table.c.folded < start + "\U0010ffff"
    )
    within = sa.select(table.c.now).where(
        *(table.c.folded.contains(word, autoescape=True) for word in asked)
    )
    found: dict[str, None] = {}
    for query in (begins, within):
        found |= {row.now: None for row in db.execute(query.limit(LOOKED_AT))}
    return list(found)


def _weights(
    db: Connection, table: sa.Table, named: sa.Column[str], ids: list[str]
) -> dict[str, int]:
    """How often each is named, counted up to a bound: beyond it, more would change nothing."""
    found: dict[str, int] = {}
    for some in batches(ids):
        aliases = sa.select(table.c.id, table.c.now).where(table.c.now.in_(some))
        for id, now in db.execute(aliases):
            rows = sa.select(named).where(named == id).limit(999).subquery()
            count = db.execute(sa.select(sa.func.count()).select_from(rows)).scalar_one()
            found[now] = found.get(now, 0) + int(count)
    return found


def _best(made: list[Choice], often: dict[str, int], words: str, limit: int) -> list[Choice]:
    start = fold(words)
    made.sort(
        key=lambda c: (
            fold(c.name) != start,
            not fold(c.name).startswith(start),
            -often.get(c.id, 0),
            c.name,
            c.id,
        )
    )
    return made[:limit]
