"""What issues are compared by: the vectors of the labels that founded them, and who holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import REJECTED
from onrecord.store import judgements
from onrecord.store import tables as t
from onrecord.store.db import batches
from onrecord.store.positions import opposites

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Founded:
    """The issues on which somebody stands, and the vectors of the labels that founded them.

    `vectors` has a row a label and is of unit length; `issues` says whose each row is: what is
    merged counts as one, and has a row for each issue in it.
    """

    issues: tuple[str, ...]
    vectors: Vectors


def founded(db: Connection, *, most: int, vague: bool = False) -> Founded:
    """The vectors of the issues with the most positions, at most so many, the busiest first.

    Labels that say too little to be one act in two texts are left out unless `vague`.
    """
    p, root = t.position.c, t.issue.alias("root")
    label = t.issue.alias("label")
    rows = (
        sa.select(label.c.now.label("issue"), sa.func.count().label("rows"))
        .join_from(t.position, label, label.c.id == p.issue)
        .where(p.repeat.is_(False), p.state != REJECTED)
        .group_by(label.c.now)
        .subquery()
    )
    query = (
        sa.select(t.issue.c.now, t.issue.c.vector)
        .join(rows, rows.c.issue == t.issue.c.now)
        .where(t.issue.c.vector.is_not(None))
        .order_by(rows.c.rows.desc(), t.issue.c.now, t.issue.c.id)
        .limit(most)
    )
    if not vague:
        query = query.join(root, root.c.id == t.issue.c.now).where(root.c.vague.is_(False))
    found = db.execute(query).all()
    if not found:
        return Founded((), np.zeros((0, 0), dtype=np.float32))
    width = len(found[0].vector)  # another than the first is of another encoder: not comparable
    kept = [row for row in found if len(row.vector) == width]
    vectors = np.frombuffer(b"".join(row.vector for row in kept), dtype=np.float32)
    return Founded(tuple(row.now for row in kept), vectors.reshape(len(kept), -1))


def holders(db: Connection, issues: Iterable[str]) -> dict[str, frozenset[str]]:
    """Issue → the actors that stand on it, as what they are merged into."""
    p = t.position.c
    found: dict[str, set[str]] = {}
    for some in batches(sorted(set(issues))):
        query = (
            sa.select(t.issue.c.now.label("issue"), t.actor.c.now.label("actor"))
            .join_from(t.issue, t.position, p.issue == t.issue.c.id)
            .join(t.actor, t.actor.c.id == p.actor)
            .where(t.issue.c.now.in_(some), p.repeat.is_(False), p.state != REJECTED)
            .distinct()
        )
        for row in db.execute(query):
            found.setdefault(row.issue, set()).add(row.actor)
    return {issue: frozenset(actors) for issue, actors in found.items()}


def kept_apart(db: Connection, issues: Iterable[str]) -> set[frozenset[str]]:
    """Pairs that are settled: each the reverse of the other, or split from it by a person."""
    wanted = set(issues)
    pairs = {
        frozenset((one, other)) for one, others in opposites(db, wanted).items() for other in others
    }
    splits = [j for j in judgements.live(judgements.of_layer(db, "issue")) if j.verb == "split"]
    ids = {j.mark for j in splits} | {str(j.value["into"]["id"]) for j in splits}
    now: dict[str, str] = {}
    for some in batches(sorted(ids)):
        query = sa.select(t.issue.c.id, t.issue.c.now).where(t.issue.c.id.in_(some))
        now |= {row.id: row.now for row in db.execute(query)}
    pairs |= {
        frozenset((now.get(j.mark, j.mark), now.get(str(j.value["into"]["id"]), "")))
        for j in splits
    }
    return pairs
