"""Positions as coded rows of a discourse network: who, on what, how, when, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.issues import reverse
from onrecord.model import REJECTED
from onrecord.store import positions
from onrecord.store import tables as t
from onrecord.store.positions import Asked
from onrecord.store.then import Then, as_they_were


class CodedRow(NamedTuple):
    """One position, merges applied; `issue` and `stance` as asked."""

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
    With `known_by`, positions are as they were before they were judged later.
    """
    turned = _turned(db, issues)
    wanted = None if issues is None else {*issues, *turned}

    def fits(row: CodedRow) -> bool:
        return (
            (wanted is None or row.issue in wanted)
            and (actors is None or row.actor in actors)
            and row.state != REJECTED
            and asked.state in (None, row.state)
        )

    p = t.position.c
    query = _rows(asked).where(p.state != REJECTED)
    if asked.state is not None:
        query = query.where(p.state == asked.state)
    if wanted is not None:
        query = query.where(_LABEL.c.now.in_(sorted(wanted)))
    if actors is not None:
        whose = db.execute(sa.select(t.actor.c.id).where(t.actor.c.now.in_(actors)))
        query = query.where(p.actor.in_([row.id for row in whose]))
    found = _as_known(db, [CodedRow._make(row) for row in db.execute(query)], asked, fits)
    return [
        row._replace(issue=turned[row.issue], stance=reverse(row.stance))
        if row.issue in turned
        else row
        for row in found
    ]


# ------------------------------------------------------------------------------------------------

_HOLDER, _LABEL = t.actor.alias("one"), t.issue.alias("label")


def _rows(asked: Asked) -> sa.Select[Any]:
    """Coded rows between days, of texts had by a moment, by day; whatever their state."""
    p = t.position.c
    publisher = (
        sa.select(sa.func.min(t.source.c.outlet)).where(t.source.c.text == p.text).scalar_subquery()
    )
    who, what = _HOLDER.c.now, _LABEL.c.now
    query = (
        sa.select(p.id, who, what, p.stance, p.day, t.text.c.id, p.voice, p.state, publisher)
        .join_from(t.position, _HOLDER, _HOLDER.c.id == p.actor)
        .join(_LABEL, _LABEL.c.id == p.issue)
        .join(t.text, t.text.c.number == p.text)
        .where(p.repeat.is_(False))
        .order_by(p.day, p.id)
    )
    if asked.since is not None:
        query = query.where(p.day >= asked.since)
    if asked.as_of is not None:
        query = query.where(p.day <= asked.as_of)
    if asked.known_by is not None:
        query = query.where(t.text.c.known <= asked.known_by)
    return query


def _as_known(
    db: Connection, rows: list[CodedRow], asked: Asked, fits: Callable[[CodedRow], bool]
) -> list[CodedRow]:
    """The rows; where `known_by` is asked, as they were before they were judged later.

    `fits` says of a row as it was whether it belongs to them.
    """

    def again(positions: list[Then]) -> list[CodedRow]:
        was = {then.id: then for then in positions}
        found = map(
            CodedRow._make, db.execute(_rows(asked).where(t.position.c.id.in_(sorted(was))))
        )
        then = [_was(row, was[row.id]) for row in found]
        return [row for row in then if fits(row)]

    found = as_they_were(db, rows, asked.known_by, again)
    return sorted(found, key=lambda row: (row.day or "", row.id))


def _was(row: CodedRow, then: Then) -> CodedRow:
    return row._replace(actor=then.actor, issue=then.issue, stance=then.stance, state=then.state)


def _turned(db: Connection, issues: Sequence[str] | None) -> dict[str, str]:
    """Issue → the one that it is the reverse of and that stands for both."""
    if issues is None:
        query = sa.select(t.issue.c.now).join(t.opposite, t.opposite.c.issue == t.issue.c.id)
        asked_for = {row.now for row in db.execute(query.distinct())}
        pairs = positions.opposites(db, asked_for)
        return {a: min(others) for a, others in pairs.items() if min(others) < a}
    pairs = positions.opposites(db, issues)
    return {b: a for a in issues for b in pairs.get(a, ()) if b not in issues}
