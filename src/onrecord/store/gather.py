"""Issues across documents: the labels of all texts gathered, in the order of the texts.

Each tie is kept (`issue_link`), so that the index that made them can be put together again and go
on: what is gathered does not depend on how often it was interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.issues import IssueIndex, Judge
from onrecord.issues.clusters import FOUNDER, Link
from onrecord.issues.encoder import Vectors
from onrecord.issues.judge import OPPOSITE
from onrecord.model import Issue
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger
from onrecord.store.merges import renow_issues
from onrecord.store.opposites import reapply_opposites

TEXTS = 200  # whose labels are gathered in one transaction: others may write in between


def gather(ledger: Ledger, judge: Callable[[], Judge]) -> int:
    """Gather the labels that are not yet; how many there were. `judge` is made if there are any."""
    with ledger.transaction() as db:
        waiting = _ungathered(db)
    if not waiting:
        return 0
    judging, index, last = judge(), None, 0
    for start in range(0, len(waiting), TEXTS):
        with ledger.transaction(write=True) as db:
            if index is None or last != _last(db):  # another process has gathered some
                index = IssueIndex.restored(judging, kept_links(db), _vectors(db))
            for labels in waiting[start : start + TEXTS]:
                _write(db, index, index.add(labels))
            last = _last(db)
    with ledger.transaction(write=True) as db:
        renow_issues(db)
        reapply_opposites(db)
    return sum(map(len, waiting))


def kept_links(db: Connection) -> Iterator[Link]:
    """Every tie, in the order in which they were made."""
    for row in db.execute(sa.select(t.issue_link).order_by(t.issue_link.c.number)).all():
        yield Link(row.label, row.issue, row.relation, row.score, row.reason)


def _vectors(db: Connection) -> dict[str, Vectors]:
    """Issue → the vector of the label that founded it."""
    query = sa.select(t.issue.c.id, t.issue.c.vector).where(t.issue.c.vector.is_not(None))
    return {row.id: np.frombuffer(row.vector, dtype=np.float32) for row in db.execute(query)}


def _ungathered(db: Connection) -> list[list[str]]:
    """The labels not yet gathered, by the first text that has them, in the order of the texts."""
    first = sa.func.min(t.issue_mention.c.text).label("first")
    query = (
        sa.select(first, t.issue.c.read_label)
        .join(t.issue_mention, t.issue_mention.c.issue == t.issue.c.id)
        .outerjoin(t.issue_link, t.issue_link.c.label == t.issue.c.read_label)
        .where(t.issue_link.c.label.is_(None))
        .group_by(t.issue.c.id, t.issue.c.read_label)
        .order_by(first, t.issue.c.id)
    )
    rows = groupby(db.execute(query).all(), key=lambda row: row.first)
    return [[row.read_label for row in labels] for _, labels in rows]


def _last(db: Connection) -> int:
    return db.execute(sa.select(sa.func.max(t.issue_link.c.number))).scalar() or 0


def _write(db: Connection, index: IssueIndex, links: list[Link]) -> None:
    if not links:
        return
    columns = ("label", "issue", "relation", "score", "reason")
    db.execute(t.issue_link.insert(), [{c: getattr(x, c) for c in columns} for x in links])
    for link in links:
        if link.relation == OPPOSITE:
            _write_opposite(db, index.issue_of(link.label) or link.issue, link.issue)
            continue
        values: dict[str, object] = {"gathered": link.issue}
        if link.relation == FOUNDER:
            values["vector"] = index.vector(link.issue).tobytes()
        label = Issue.of(link.label).id
        db.execute(t.issue.update().where(t.issue.c.id == label).values(**values))


def _write_opposite(db: Connection, one: str, other: str) -> None:
    if one == other:
        return
    for issue, reverse in ((one, other), (other, one)):
        key = sa.and_(t.opposite.c.issue == issue, t.opposite.c.other == reverse)
        if not db.execute(sa.select(t.opposite).where(key)).first():
            db.execute(t.opposite.insert().values(issue=issue, other=reverse))
