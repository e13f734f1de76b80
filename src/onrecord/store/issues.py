"""Issues read back: what they are called, how much is on record of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import REJECTED, fold
from onrecord.store import tables as t
from onrecord.store.actors import Match, begins
from onrecord.store.db import batches
from onrecord.store.positions import opposites


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue with its other labels and opposites, and what is on record of it alone.

    `opposites` are ids and labels. The counts leave out repeats and rejected rows, and the rows
    on its opposites; `first` and `last` are days.
    """

    id: str
    label: str
    labels: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    positions: int
    holders: int
    first: str | None
    last: str | None
    vague: bool = False  # its label says too little to be one act in two texts


def now(db: Connection, id: str) -> str | None:
    """What an issue is merged into: itself where into nothing, None where it is not there."""
    return db.execute(sa.select(t.issue.c.now).where(t.issue.c.id == id)).scalar()


def by_ids(db: Connection, ids: Iterable[str]) -> list[IssueRow]:
    """The issues of these ids, in the order given; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    labels: dict[str, dict[str, str]] = {}  # issue → id → label
    counts: dict[str, tuple[int, int, str | None, str | None]] = {}
    vague: set[str] = set()
    reverse = opposites(db, wanted)
    asked = [*wanted, *(other for others in reverse.values() for other in others)]
    for some in batches(sorted(set(asked))):
        query = sa.select(t.issue.c.now, t.issue.c.id, t.issue.c.label, t.issue.c.vague)
        for issue, id, label, too_little in db.execute(query.where(t.issue.c.now.in_(some))):
            labels.setdefault(issue, {})[id] = label
            if id == issue and too_little:
                vague.add(id)
    for some in batches(wanted):
        for issue, rows, holders, first, last in db.execute(
            _counted().where(t.issue.c.now.in_(some))
        ):
            counts[issue] = (rows, holders, first, last)
    return [
        IssueRow(
            id,
            labels[id].get(id, ""),
            tuple(sorted({label for other, label in labels[id].items() if other != id})),
            tuple((other, labels[other].get(other, "")) for other in reverse.get(id, ())),
            *counts.get(id, (0, 0, None, None)),
            id in vague,
        )
        for id in wanted
        if id in labels
    ]


def labels(db: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What these issues are called."""
    found: dict[str, str] = {}
    for some in batches(sorted(set(ids))):
        query = sa.select(t.issue.c.id, t.issue.c.label).where(t.issue.c.id.in_(some))
        found |= dict(db.execute(query).all())
    return found


def vague_of(db: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Of these issues, those whose label says too little to be one act in two texts."""
    found: set[str] = set()
    for some in batches(sorted(set(ids))):
        query = sa.select(t.issue.c.id).where(t.issue.c.id.in_(some), t.issue.c.vague)
        found.update(row.id for row in db.execute(query))
    return frozenset(found)


def busiest(
    db: Connection,
    *,
    words: str = "",
    since: str | None = None,
    limit: int = 20,
    vague: bool = False,
) -> list[IssueRow]:
    """The issues with the most positions; those whose label has all the words, since a day.

    Labels that say too little to be one act in two texts are left out unless `vague`.
    """
    p = t.position.c
    per_label = (
        sa.select(p.issue, sa.func.count().label("rows"))
        .where(p.repeat.is_(False), p.state != REJECTED)
        .group_by(p.issue)
    )
    if since is not None:
        per_label = per_label.where(p.day >= since)
    counted = per_label.subquery()
    total = sa.func.sum(counted.c.rows).label("total")
    query = (
        sa.select(t.issue.c.now, total)
        .join_from(counted, t.issue, t.issue.c.id == counted.c.issue)
        .group_by(t.issue.c.now)
        .order_by(total.desc(), t.issue.c.now)
        .limit(limit)
    )
    if not vague:
        root = t.issue.alias("root")
        query = query.join(root, root.c.id == t.issue.c.now).where(root.c.vague.is_(False))
    if words:
        with_words = [begins(t.issue.c.folded, word) for word in fold(words).split()]
        query = query.where(t.issue.c.now.in_(sa.select(t.issue.c.now).where(*with_words)))
    return by_ids(db, [row.now for row in db.execute(query)])


def named(db: Connection, label: str) -> list[Match]:
    """The issues one of whose labels is exactly this (accents and case aside)."""
    return _matches(db, [t.issue.c.folded == fold(label)])


def like(db: Connection, words: str) -> list[Match]:
    """The issues in one of whose labels words begin with all of these, the busiest first."""
    return _matches(db, [begins(t.issue.c.folded, word) for word in fold(words).split()])


# ------------------------------------------------------------------------------------------------

_MOST = 200  # issues weighed where words fit many


def _counted() -> sa.Select[Any]:
    p = t.position.c
    return (
        sa.select(
            t.issue.c.now,
            sa.func.count(),
            sa.func.count(p.actor.distinct()),
            sa.func.min(p.day),
            sa.func.max(p.day),
        )
        .join_from(t.issue, t.position, p.issue == t.issue.c.id)
        .where(p.repeat.is_(False), p.state != REJECTED)
        .group_by(t.issue.c.now)
    )


def _matches(db: Connection, conditions: Sequence[sa.ColumnElement[bool]]) -> list[Match]:
    query = sa.select(t.issue.c.now).where(*conditions).distinct().limit(_MOST)
    found = by_ids(db, [row.now for row in db.execute(query)])
    made = [
        Match(
            i.id, i.label, f"{i.positions} position{'' if i.positions == 1 else 's'}", i.positions
        )
        for i in found
    ]
    return sorted(made, key=lambda m: (-m.rows, m.name, m.id))
