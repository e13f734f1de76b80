"""What an editor sees of an actor or issue: the names it goes by, why, and in which texts."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import REJECTED
from onrecord.store import tables as t
from onrecord.store.web_documents import DocumentRow, rows

MANY = 200  # labels or names that are listed


@dataclass(frozen=True, slots=True)
class Label:
    """One name or label that counts as the actor or issue: its rows, and why it is here."""

    id: str
    name: str
    rows: int
    why: str | None


def labels_of(db: Connection, issue: str) -> list[Label]:
    """The labels that count as an issue, those with most positions first."""
    i, p = t.issue.c, t.position.c
    counted = sa.func.count(p.number).label("rows")
    query = (
        sa.select(i.id, i.label, counted)
        .outerjoin(t.position, sa.and_(p.issue == i.id, p.state != REJECTED))
        .where(i.now == issue)
        .group_by(i.id, i.label)
        .order_by(counted.desc(), i.label, i.id)
        .limit(MANY)
    )
    found = db.execute(query).all()
    link = t.issue_link.c
    read = sa.select(i.id, link.reason).join_from(t.issue, t.issue_link, link.label == i.read_label)
    why = {
        row.id: row.reason
        for row in db.execute(read.where(i.id.in_([r.id for r in found])).order_by(link.number))
    }
    return [Label(row.id, row.label, int(row.rows), why.get(row.id)) for row in found]


def names_of(db: Connection, actor: str) -> list[Label]:
    """The names that count as an actor, those that appear in most texts first."""
    a, seen = t.actor.c, t.appearance.c
    counted = sa.func.count(seen.text).label("rows")
    query = (
        sa.select(a.id, a.name, counted, t.actor_link.c.why)
        .outerjoin(t.appearance, seen.actor == a.id)
        .outerjoin(t.actor_link, t.actor_link.c.actor == a.id)
        .where(a.now == actor)
        .group_by(a.id, a.name, t.actor_link.c.why)
        .order_by(counted.desc(), a.name, a.id)
        .limit(MANY)
    )
    return [Label(row.id, row.name, int(row.rows), row.why) for row in db.execute(query)]


def texts_with(db: Connection, name: str, *, offset: int = 0, limit: int = 50) -> list[DocumentRow]:
    """The texts in which one name of an actor (by its id) appears, the newest first."""
    query = (
        sa.select(t.text.c.number)
        .join(t.appearance, t.appearance.c.text == t.text.c.number)
        .where(t.appearance.c.settled == name)
        .distinct()
        .order_by(t.text.c.number.desc())
        .offset(offset)
        .limit(limit)
    )
    return rows(db, [row.number for row in db.execute(query)])
