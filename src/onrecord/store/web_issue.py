"""What the page of an issue asks beside the board: its days, its places, who else they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.model import REJECTED
from onrecord.store import positions
from onrecord.store import tables as t
from onrecord.store.db import Db, batches
from onrecord.store.events import PlaceRow

LOOKED = 2_000  # newest texts whose places are counted
NEWEST = 500  # positions of each actor by which it is told what else they speak of


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how many positions are of it."""

    day: str
    positions: int


@dataclass(frozen=True, slots=True)
class Where:
    """A place, and how many texts of an issue name it."""

    place: PlaceRow
    texts: int


def days_of(db: Db, issue: str) -> list[Day]:
    """The days of an issue and its opposites, the first first; rows without a day left out."""
    p = t.position.c
    query = (
        sa.select(p.day, sa.func.count())
        .where(
            p.issue.in_(_labels(db, issue)),
            p.repeat.is_(False),
            p.state != REJECTED,
            p.day.is_not(None),
        )
        .group_by(p.day)
        .order_by(p.day)
    )
    return [Day(*row) for row in db.execute(query)]


def places_of(
    db: Db, issue: str, *, as_of: str | None = None, limit: int = 200
) -> tuple[list[Where], int]:
    """Where the newest texts of an issue are set: the most named places first; how many texts."""
    p, w, g = t.position.c, t.whereabouts.c, t.place.c
    newest = sa.select(p.text, sa.func.max(p.day).label("day")).where(
        p.issue.in_(_labels(db, issue)), p.repeat.is_(False), p.state != REJECTED
    )
    if as_of is not None:
        newest = newest.where(p.day <= as_of)
    newest = newest.group_by(p.text).order_by(sa.desc("day"), p.text).limit(LOOKED)
    texts = [row.text for row in db.execute(newest)]
    counts: dict[str, int] = defaultdict(int)
    for some in batches(texts):
        query = sa.select(w.place, sa.func.count()).where(w.text.in_(some)).group_by(w.place)
        for place, count in db.execute(query):
            counts[place] += count
    first = sorted(counts, key=lambda place: (-counts[place], place))[:limit]
    rows: dict[str, PlaceRow] = {}
    for some in batches(first):
        about = sa.select(g.id, g.name, g.country, g.latitude, g.longitude).where(g.id.in_(some))
        rows |= {row.id: PlaceRow(*row) for row in db.execute(about)}
    return [Where(rows[id], counts[id]) for id in first], len(texts)


def also_on(
    db: Db, actors: Sequence[str], issue: str, *, since: str | None, limit: int
) -> list[str]:
    """The other issues on which most of these actors took positions last, at least two of them."""
    p, one, label = t.position.c, t.actor.alias("one"), t.issue.alias("label")
    theirs: dict[str, set[str]] = defaultdict(set)
    ids = [
        row
        for some in batches(sorted(actors))
        for row in db.execute(sa.select(one.c.id, one.c.now).where(one.c.now.in_(some)))
    ]
    for id, actor in ids:  # one by one: the index then gives the newest of each without sorting
        newest = sa.select(p.issue).where(
            p.actor == id, p.repeat.is_(False), p.state != REJECTED, p.day.is_not(None)
        )
        if since is not None:
            newest = newest.where(p.day >= since)
        some = newest.order_by(p.day.desc()).limit(NEWEST).subquery()
        query = sa.select(label.c.now).join_from(some, label, label.c.id == some.c.issue)
        for row in db.execute(query.distinct()):
            theirs[row.now].add(actor)
    own = {issue, *positions.opposites(db, [issue]).get(issue, ())}
    shared = [i for i in theirs if i not in own and len(theirs[i]) > 1]
    return sorted(shared, key=lambda i: (-len(theirs[i]), i))[:limit]


def _labels(db: Db, issue: str) -> list[str]:
    """The labels that count as an issue or as an opposite of it, as ids."""
    both = [issue, *positions.opposites(db, [issue]).get(issue, ())]
    return [row.id for row in db.execute(sa.select(t.issue.c.id).where(t.issue.c.now.in_(both)))]
