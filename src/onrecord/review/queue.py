"""What to judge next: positions in an order that makes a person's time count."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from onrecord.errors import JudgementError
from onrecord.model import PositionRow
from onrecord.store import positions, queue
from onrecord.store.db import Db
from onrecord.store.ledger import Ledger
from onrecord.store.queue import Left

ORDERS = {
    "uncertainty": "what the machine is least sure of, first",
    "impact": "what changes most on the boards if it is wrong, first",
    "newest": "the latest first",
}
LOOKED_AT = 400  # of the newest positions, for their impact


@dataclass(frozen=True, slots=True)
class Task:
    """One position to judge, with why it comes now."""

    row: PositionRow
    why: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The next tasks of a coder, and how many are left."""

    order: str
    issue: str | None
    blind: bool
    tasks: tuple[Task, ...]
    left: Left


def next_tasks(
    ledger: Ledger,
    coder: str,
    *,
    order: str = "uncertainty",
    issue: str | None = None,
    blind: bool = False,
    limit: int = 20,
) -> Queue:
    """What a coder should judge next, of one issue (by id) or all.

    `blind`: as the machine read it, without what others judged, and also what others have done.
    What the coder judged or passed over does not come again before the rest is done.
    """
    if order not in ORDERS:
        raise JudgementError("no such order of the queue", where=order, hint=", ".join(ORDERS))
    with ledger.transaction() as db:
        if order == "impact":
            tasks = _by_impact(db, coder, issue, blind, limit)
        else:
            ids = queue.waiting(db, coder, order=order, issue=issue, blind=blind, limit=limit)
            tasks = [Task(row, _why(order, row)) for row in _rows(db, ids, blind)]
        left = queue.left(db, coder, issue=issue, blind=blind)
    return Queue(order, issue, blind, tuple(tasks), left)


def pass_over(ledger: Ledger, coder: str, mark: str) -> None:
    """Leave a position for later."""
    with ledger.transaction(write=True) as db:
        queue.pass_over(db, coder, mark, ledger.now())


def _rows(db: Db, ids: list[str], blind: bool) -> list[PositionRow]:
    rows = queue.as_read(db, ids) if blind else positions.by_ids(db, ids)
    place = {id: n for n, id in enumerate(ids)}
    return sorted(rows, key=lambda row: place[row.id])


def _why(order: str, row: PositionRow) -> str:
    if order == "newest":
        return f"of {row.day or 'no known day'}"
    return f"sure to {row.confidence:.0%}"


def _by_impact(db: Db, coder: str, issue: str | None, blind: bool, limit: int) -> list[Task]:
    """Of the newest positions, those with the most behind them.

    Impact = (1 - confidence) · log2(1 + sources) · log2(1 + rows of the same issue among those
    looked at): a doubtful row, in many papers, on an issue that is much spoken of. Not tuned.
    """
    ids = queue.waiting(db, coder, order="newest", issue=issue, blind=blind, limit=LOOKED_AT)
    rows = _rows(db, ids, blind)
    spoken_of = Counter(row.issue for row in rows)
    scored = []
    for row in rows:
        weight = math.log2(1 + row.sources) * math.log2(1 + spoken_of[row.issue])
        scored.append(((1 - row.confidence) * weight, row))
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [Task(row, f"impact {score:.1f}: {_told(row)}") for score, row in scored[:limit]]


def _told(row: PositionRow) -> str:
    places = "1 source" if row.sources == 1 else f"{row.sources} sources"
    return f"sure to {row.confidence:.0%}, in {places}"
