"""What the page of an actor asks beside its profile: everything it said, page by page."""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.model import StatementRow
from onrecord.store import tables as t
from onrecord.store.db import Db
from onrecord.store.statements import MANY, SPEAKER, at_least, full, newest


def said(db: Db, actor: str, *, skip: int, limit: int) -> list[StatementRow]:
    """The statements of an actor, the newest first, from the `skip`-th on."""
    of = t.speaker.alias("said")
    whose = [row.id for row in db.execute(sa.select(t.actor.c.id).where(t.actor.c.now == actor))]
    if not whose:
        return []
    theirs = (of.c.actor.in_(whose), of.c.role == SPEAKER)
    many = at_least(db, sa.select(of.c.statement).where(*theirs), MANY)

    def within(edge: str | None) -> sa.ColumnElement[bool]:
        if edge is None:
            return t.statement.c.number.in_(sa.select(of.c.statement).where(*theirs))
        return sa.exists().where(of.c.statement == t.statement.c.number, *theirs)

    return full(db, newest(db, within, skip + limit, many=many)[skip:])
