"""Positions as coded rows of a discourse network: who, on what, how, when, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.issues import reverse
from onrecord.model import REJECTED
from onrecord.store import positions
from onrecord.store import tables as t
from onrecord.store.positions import Asked


class CodedRow(NamedTuple):
    """One position, merges applied; `issue` and `stance` as asked, `own` the issue named."""

    id: str
    actor: str
    issue: str
    stance: str
    day: str | None
    text: str
    voice: str
    state: str
    publisher: str | None


def coded_rows(
    db: Connection,
    issues: Sequence[str] | None,
    asked: Asked = positions.EVERY,
    actors: Sequence[str] | None = None,
) -> list[CodedRow]:
    """The positions on these issues (ids), or on all, without repeats and rejected ones.

    Of two issues that are each other's reverse one stands for both, the stances on the other turned
    round: the one asked for, else the one with the lower id. `actors` (ids): those of these alone.
    """
    turned = _turned(db, issues)
    wanted = None if issues is None else {*issues, *turned}
    p, one, label = t.position.c, t.actor.alias("one"), t.issue.alias("label")
    publisher = (
        sa.select(sa.func.min(t.source.c.outlet)).where(t.source.c.text == p.text).scalar_subquery()
    )
    query = (
        sa.select(p.id, one.c.now, label.c.now, p.stance, p.day, t.text.c.id, p.voice, p.state)
        .add_columns(publisher)
        .join_from(t.position, one, one.c.id == p.actor)
        .join(label, label.c.id == p.issue)
        .join(t.text, t.text.c.number == p.text)
        .where(p.repeat.is_(False), p.state != REJECTED)
        .order_by(p.day, p.id)
    )
    if asked.since is not None:
        query = query.where(p.day >= asked.since)
    if asked.as_of is not None:
        query = query.where(p.day <= asked.as_of)
    if asked.known_by is not None:
        query = query.where(t.text.c.known <= asked.known_by)
    if asked.state is not None:
        query = query.where(p.state == asked.state)
    if wanted is not None:
        query = query.where(label.c.now.in_(sorted(wanted)))
    if actors is not None:
        whose = db.execute(sa.select(t.actor.c.id).where(t.actor.c.now.in_(actors)))
        query = query.where(p.actor.in_([row.id for row in whose]))
    found = []
    for values in db.execute(query):
        row = CodedRow._make(values)
        if row.issue in turned:
            row = row._replace(issue=turned[row.issue], stance=reverse(row.stance))
        found.append(row)
    return found


def _turned(db: Connection, issues: Sequence[str] | None) -> dict[str, str]:
    """Issue → the one that it is the reverse of and that stands for both."""
    if issues is None:
        query = sa.select(t.issue.c.now).join(t.opposite, t.opposite.c.issue == t.issue.c.id)
        asked_for = {row.now for row in db.execute(query.distinct())}
        pairs = positions.opposites(db, asked_for)
        return {a: min(others) for a, others in pairs.items() if min(others) < a}
    pairs = positions.opposites(db, issues)
    return {b: a for a in issues for b in pairs.get(a, ()) if b not in issues}
