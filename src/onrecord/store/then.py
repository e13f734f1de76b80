"""Positions as they were at a moment: without the judgements that came later.

Only what was judged later is worked out anew, from what was read and the judgements until then; the
rest of the ledger is as it was. Merges and splits of actors and issues are not taken back: who is
who is how we see it today.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import Judgement
from onrecord.store import judgements
from onrecord.store import tables as t
from onrecord.store.effects import effect


def judged_later(db: Connection, moment: str) -> set[str]:
    """The ids of positions on which there is a judgement after a moment."""
    c = t.judgement.c
    query = sa.select(c.mark).where(c.layer == "position", c.judged > moment).distinct()
    return {row.mark for row in db.execute(query)}


def as_then(db: Connection, marks: Iterable[str], moment: str) -> Iterator[dict[str, Any]]:
    """What held at a moment of these positions: number, actor, issue, stance, condition, state.

    Actor and issue are ids of what they are merged into now. A position that was only added later
    is left out.
    """
    p = t.position.c
    for mark, rows in judgements.of_marks(db, "position", marks).items():
        until = [j for j in rows if j.judged <= moment]
        row = db.execute(sa.select(t.position).where(p.id == mark)).mappings().first()
        if row is None or (_was_added(rows) and not _was_added(until)):
            continue
        then = effect(until)
        condition = row["read_condition"]
        if "condition" in then.fields:
            given = then.fields["condition"]
            condition = None if not given else json.dumps(given, separators=(",", ":"))
        yield {
            "number": row["number"],
            "actor": _now(db, t.actor, _id(then.fields.get("actor"), row["read_actor"])),
            "issue": _now(db, t.issue, _id(then.fields.get("issue"), row["read_issue"])),
            "stance": then.fields.get("stance", row["read_stance"]),
            "condition": condition,
            "state": then.state,
        }


def _was_added(rows: Iterable[Judgement]) -> bool:
    return any(j.verb == "add" for j in judgements.live(rows))


def _id(given: Any, read: str) -> str:
    return str(given["id"]) if given else read


def _now(db: Connection, table: sa.Table, id: str) -> str:
    return db.execute(sa.select(table.c.now).where(table.c.id == id)).scalar() or id
