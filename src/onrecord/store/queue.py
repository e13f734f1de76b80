"""Positions that wait for a person: the next ones by an order, without those done or passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import MACHINE, PositionRow
from onrecord.store import positions
from onrecord.store import tables as t

AROUND = 0.5
"""The confidence that says least: as likely right as wrong."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many positions nobody has judged, how many this coder has, how many were passed over."""

    waiting: int
    judged: int
    passed: int


def waiting(
    db: Connection,
    coder: str,
    *,
    order: str,
    issue: str | None,
    blind: bool,
    limit: int,
) -> list[str]:
    """Ids of the next positions for a coder, by `order`: uncertainty or newest.

    Without `blind`, those that nobody has judged; with it, those that this coder has not, whatever
    others did. Passed ones come last, those passed longest ago first.
    """
    base = _open(coder, issue, blind)
    if order == "newest":
        found = _ids(db, base.order_by(t.position.c.day.desc(), t.position.c.id).limit(limit))
    else:
        found = _nearest(db, base, limit)
    if len(found) < limit:
        found += _passed(db, coder, issue, blind, limit - len(found))
    return found


def left(db: Connection, coder: str, *, issue: str | None, blind: bool) -> Left:
    """How much of a queue is left."""
    count = sa.func.count()
    rows = _open(coder, issue, blind, passed=None)
    if blind and issue is None:  # all that was read less what this coder has done: no row by row
        rows = sa.select(t.position.c.id).where(t.position.c.found, t.position.c.repeat.is_(False))
    open_ = sa.select(count).select_from(rows.subquery())
    mine = (
        sa.select(sa.func.count(t.judgement.c.mark.distinct()))
        .where(t.judgement.c.layer == "position", t.judgement.c.coder == coder)
        .where(t.judgement.c.verb.in_(("accept", "reject", "edit")))
        .where(t.judgement.c.id.not_in(_undone()))
    )
    passed = sa.select(count).where(t.passed.c.coder == coder)
    waits, judged, over = (int(db.execute(q).scalar_one()) for q in (open_, mine, passed))
    if blind and issue is None:
        waits = max(0, waits - judged)
    return Left(waits, judged, over)


def as_read(db: Connection, ids: Sequence[str]) -> list[PositionRow]:
    """The positions of these ids as the machine read them, whatever was judged since."""
    found: list[PositionRow] = []
    p, one = t.position.c, t.actor.alias("one")
    for row in positions.by_ids(db, ids):
        query = (
            sa.select(p.read_stance, p.read_condition, p.read_evidence, t.text.c.characters)
            .add_columns(one.c.id, one.c.read_name, one.c.read_kind, one.c.read_country)
            .add_columns(t.issue.c.id.label("read_issue"), t.issue.c.read_label)
            .join_from(t.position, one, one.c.id == p.read_actor)
            .join(t.issue, t.issue.c.id == p.read_issue)
            .join(t.text, t.text.c.number == p.text)
            .where(p.id == row.id)
        )
        read = db.execute(query).one()
        evidence = positions.spans(read.read_evidence)
        condition = positions.spans(read.read_condition) if read.read_condition else None
        words = [
            " … ".join(read.characters[a:b] for a, b in spans or ())
            for spans in (evidence, condition)
        ]
        found.append(
            replace(
                row,
                actor=read.id,
                actor_name=read.read_name,
                actor_kind=read.read_kind,
                country=read.read_country,
                issue=read.read_issue,
                label=read.read_label,
                reversed=False,
                stance=read.read_stance,
                evidence=evidence,
                words=words[0],
                condition=condition,
                condition_words=words[1] or None,
                state=MACHINE,
            )
        )
    return found


def pass_over(db: Connection, coder: str, mark: str, now: str) -> None:
    """Leave a position for later: the queue goes on behind it."""
    key = sa.and_(t.passed.c.coder == coder, t.passed.c.mark == mark)
    if db.execute(t.passed.update().where(key).values(moment=now)).rowcount == 0:
        db.execute(t.passed.insert().values(coder=coder, mark=mark, moment=now))


def forget_passed(db: Connection, coder: str, mark: str) -> None:
    """It was judged after all: it no longer counts as passed over."""
    db.execute(t.passed.delete().where(t.passed.c.coder == coder, t.passed.c.mark == mark))


def _open(
    coder: str, issue: str | None, blind: bool, *, passed: bool | None = False
) -> sa.Select[tuple[str, float, str | None]]:
    """Positions that wait; `passed` False without, True only those passed over, None both."""
    p = t.position.c
    query = sa.select(p.id, p.confidence, p.day).where(p.repeat.is_(False))
    if blind:
        j = t.judgement.alias("mine")
        mine = sa.exists().where(
            j.c.layer == "position",
            j.c.mark == p.id,
            j.c.coder == coder,
            j.c.verb.in_(("accept", "reject", "edit", "add")),
            j.c.id.not_in(_undone()),
        )
        query = query.where(~mine, p.found)
    else:
        query = query.where(p.state == MACHINE)
    if issue is not None:
        query = query.where(p.issue.in_(sa.select(t.issue.c.id).where(t.issue.c.now == issue)))
    if passed is not None:
        over = t.passed.alias("over")
        there = sa.exists().where(over.c.coder == coder, over.c.mark == p.id)
        query = query.where(there if passed else ~there)
    return query


def _undone() -> sa.Select[tuple[str]]:
    """Judgements that an undoing names, which nothing has undone in turn."""
    first, second = t.judgement.alias("first"), t.judgement.alias("second")
    again = sa.exists().where(second.c.undoes == first.c.id)
    return sa.select(first.c.undoes).where(first.c.undoes.is_not(None), ~again)


def _nearest(
    db: Connection, base: sa.Select[tuple[str, float, str | None]], limit: int
) -> list[str]:
    """Those whose confidence is nearest to even, from both sides: each side is an index range."""
    c = t.position.c
    above = base.where(c.confidence >= AROUND).order_by(c.confidence, c.id).limit(limit)
    below = base.where(c.confidence < AROUND).order_by(c.confidence.desc(), c.id).limit(limit)
    rows = [(abs(r.confidence - AROUND), r.id) for q in (above, below) for r in db.execute(q)]
    return [id for _, id in sorted(rows)[:limit]]


def _passed(db: Connection, coder: str, issue: str | None, blind: bool, limit: int) -> list[str]:
    query = (
        _open(coder, issue, blind, passed=True)
        .join(t.passed, sa.and_(t.passed.c.mark == t.position.c.id, t.passed.c.coder == coder))
        .order_by(t.passed.c.moment)
        .limit(limit)
    )
    return _ids(db, query)


def _ids(db: Connection, query: sa.Select[tuple[str, float, str | None]]) -> list[str]:
    return [row.id for row in db.execute(query)]
