"""Texts by the hash of their characters."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.store import tables as t
from onrecord.store.db import Db


def characters_of(db: Db, id: str) -> str:
    """The characters of a text; raises `LedgerError` where the ledger does not hold it."""
    query = sa.select(t.text.c.characters).where(t.text.c.id == id)
    found = db.execute(query).scalar()
    if found is None:
        raise LedgerError("no such text", where=id, hint="add it first")
    return str(found)


def published_of(db: Db, id: str) -> str | None:
    """The day on which a text first appeared, None where no source says."""
    query = sa.select(t.text.c.published).where(t.text.c.id == id)
    found = db.execute(query).scalar()
    return None if found is None else str(found)


def texts_of_actor(db: Db, actor: str) -> set[str]:
    """The texts in which an actor appears, before people told it apart in any of them."""
    query = (
        sa.select(t.text.c.id)
        .join(t.appearance, t.appearance.c.text == t.text.c.number)
        .where(t.appearance.c.settled == actor)
    )
    return {row.id for row in db.execute(query)}


def labels_of_issue(db: Db, issue: str) -> set[str]:
    """The labels that now count as one issue, as ids."""
    root = sa.select(t.issue.c.now).where(t.issue.c.id == issue).scalar_subquery()
    return {row.id for row in db.execute(sa.select(t.issue.c.id).where(t.issue.c.now == root))}


def root_of(db: Db, layer: str, id: str) -> str | None:
    """What an actor or issue is merged into: itself where into nothing, None where not there."""
    table = t.actor if layer == "actor" else t.issue
    found = db.execute(sa.select(table.c.now).where(table.c.id == id)).scalar()
    return None if found is None else str(found)


def number_of(db: Db, id: str) -> int | None:
    """The ledger's own number of a text, None where it does not hold it."""
    found = db.execute(sa.select(t.text.c.number).where(t.text.c.id == id)).scalar()
    return None if found is None else int(found)


def was_read(db: Db, number: int) -> bool:
    """Whether any steps have read a text."""
    query = sa.select(t.reading.c.text).where(t.reading.c.text == number)
    return db.execute(query).first() is not None


def count_new(db: Db, number: int, marks: Iterable[str]) -> int:
    """How many of these ids are of no statement, position or event of the text."""
    wanted = set(marks)
    for table in (t.statement, t.position, t.event):
        wanted -= {
            row.id for row in db.execute(sa.select(table.c.id).where(table.c.text == number))
        }
    return len(wanted)


def named(db: Db, name: str) -> list[str]:
    """The ids of the texts of that id, else of those found under that name."""
    if db.execute(sa.select(t.text.c.id).where(t.text.c.id == name)).first():
        return [name]
    query = (
        sa.select(t.text.c.id)
        .join(t.source, t.source.c.text == t.text.c.number)
        .where(t.source.c.name == name)
        .distinct()
    )
    return sorted(row.id for row in db.execute(query))


def every(db: Db) -> list[str]:
    """The ids of all texts, in the order in which they came."""
    return [row.id for row in db.execute(sa.select(t.text.c.id).order_by(t.text.c.number))]
