"""Which issues are each the reverse of the other: as they were gathered, then as people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import Judgement
from onrecord.store import judgements
from onrecord.store import tables as t
from onrecord.store.effects import ensure_issue

OPPOSITE = "opposite"  # the relation of a tie, and the field that people edit

Pair = tuple[str, str]


def reapply_opposites(db: Connection, until: str | None = None) -> None:
    """Write the pairs that hold: those gathered, then every live edit, in the order of time.

    An edit that names an opposite makes it the only one of its issue; one that names none leaves
    the issue without. What an issue is merged into counts for it. Few rows: all are read. With
    `until`, as people had decided by that moment.
    """
    edits = [j for j in _edits(db, until) if OPPOSITE in j.value]
    if not edits and not _ever_edited(db):
        return
    now = _now(db)
    pairs = _gathered(db)
    for j in edits:
        pairs = _edited(db, pairs, j, now)
    wanted = {*pairs, *((b, a) for a, b in pairs)}
    kept = {(row.issue, row.other) for row in db.execute(sa.select(t.opposite))}
    o = t.opposite.c
    for a, b in sorted(kept - wanted):
        db.execute(t.opposite.delete().where(o.issue == a, o.other == b))
    if wanted - kept:
        rows = [{"issue": a, "other": b} for a, b in sorted(wanted - kept)]
        db.execute(t.opposite.insert(), rows)


def _edited(
    db: Connection, pairs: Iterable[Pair], judgement: Judgement, now: Mapping[str, str]
) -> set[Pair]:
    def root(id: str) -> str:
        return now.get(id, id)

    mine = root(judgement.mark)
    left = {(a, b) for a, b in pairs if mine not in (root(a), root(b))}
    other: Mapping[str, Any] | None = judgement.value[OPPOSITE]
    if other is not None:
        left.add((judgement.mark, ensure_issue(db, other)))
    return left


def _edits(db: Connection, until: str | None) -> list[Judgement]:
    held = judgements.live(judgements.of_layer(db, "issue"), until)
    return [j for j in held if j.verb == "edit"]


def _ever_edited(db: Connection) -> bool:
    """Whether anybody has edited an opposite, undone since or not."""
    every = judgements.of_layer(db, "issue")
    return any(j.verb == "edit" and OPPOSITE in j.value for j in every)


def _now(db: Connection) -> dict[str, str]:
    query = sa.select(t.issue.c.id, t.issue.c.now).where(t.issue.c.now != t.issue.c.id)
    return {row.id: row.now for row in db.execute(query)}


def _gathered(db: Connection) -> set[Pair]:
    """The pairs that were found when labels were gathered."""
    query = (
        sa.select(t.issue.c.gathered, t.issue_link.c.issue)
        .join_from(t.issue_link, t.issue, t.issue.c.read_label == t.issue_link.c.label)
        .where(t.issue_link.c.relation == OPPOSITE)
    )
    return {(row.gathered, row.issue) for row in db.execute(query) if row.gathered != row.issue}
