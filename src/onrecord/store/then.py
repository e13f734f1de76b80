"""What was known at a moment: the ledger without the judgements that came later.

Who is who and what is what (merges, splits, names, opposites) is taken back in a transaction that
is thrown away at the end, as a preview is made: so every question over it gives what it gave then,
and none has to know of it (`as_known`). There are few such judgements, and what they changed is
little. So are statements and events taken back where a question reads them. Of positions there may
be many: those judged later are worked out one by one, from what was read and the judgements until
then (`as_then`), and nothing is written for them.

What machines made of the rows (two spellings of one name, two labels of one act) is as it is today:
it is read from the texts, not decided.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store import judgements
from onrecord.store import tables as t
from onrecord.store.db import batches
from onrecord.store.effects import (
    MARK_TABLES,
    Effect,
    added_since,
    effect,
    reapply_marks,
    reapply_names,
    reapply_splits,
)
from onrecord.store.ledger import Ledger
from onrecord.store.merges import renow_actors, renow_issues
from onrecord.store.opposites import reapply_opposites


class Then(NamedTuple):
    """What held of a position at a moment; `holder` is who held it in its text, before merges."""

    id: str
    number: int
    holder: str
    actor: str
    issue: str
    stance: str
    condition: str | None
    state: str


class _Back(Exception):
    """Takes the transaction back."""


@contextmanager
def as_known(ledger: Ledger, known_by: str | None, *marks: str) -> Iterator[Connection]:
    """A transaction to ask in, where actors and issues are as people had decided by a moment.

    So are the `marks` that the question reads, of “statement” and “event”. Without a moment, or
    where nothing was decided on them since, one that only reads. Else it writes, so that others
    who write wait, and is taken back.
    """
    if known_by is None or not _decided_later(ledger, known_by, marks):
        with ledger.transaction() as db:
            yield db
        return
    try:
        with ledger.transaction(write=True) as db:
            _take_back(db, known_by)
            for layer in marks:
                _take_back_marks(db, layer, known_by)
            yield db
            raise _Back
    except _Back:
        return


def _decided_later(ledger: Ledger, moment: str, marks: Iterable[str]) -> bool:
    later = _later("actor", "issue", *marks, moment=moment).limit(1)
    with ledger.transaction() as db:
        return db.execute(later).first() is not None


def _later(*layers: str, moment: str) -> sa.Select[Any]:
    c = t.judgement.c
    query = sa.select(c.layer, c.mark).distinct()
    return query.where(c.layer.in_(layers), c.judged > moment).order_by(c.layer, c.mark)


def _take_back(db: Connection, moment: str) -> None:
    """Write who is who and what is what as people had decided by a moment."""
    layers = set()
    for layer, mark in db.execute(_later("actor", "issue", moment=moment)).all():
        layers.add(layer)
        reapply_names(db, layer, mark, moment)
        if layer == "actor":
            reapply_splits(db, mark, moment)
    if "actor" in layers:
        renow_actors(db, moment)
    if "issue" in layers:
        renow_issues(db, moment)
        reapply_opposites(db, moment)


def _take_back_marks(db: Connection, layer: str, moment: str) -> None:
    """Write what held of statements or events at a moment.

    Most are only accepted or rejected: the states of those are written together, many at once.
    """
    table = MARK_TABLES[layer]
    by_state: dict[str, list[str]] = {}
    for some in batches([row.mark for row in db.execute(_later(layer, moment=moment)).all()]):
        there = {row.id for row in db.execute(sa.select(table.c.id).where(table.c.id.in_(some)))}
        others = []
        for mark, every in judgements.of_marks(db, layer, some).items():
            now, then = effect(every), effect(every, moment)
            if mark not in there or now.fields != then.fields or added_since(every, moment):
                others.append(mark)
            elif now.state != then.state:
                by_state.setdefault(then.state, []).append(mark)
        reapply_marks(db, layer, others, moment)
    for state, marks in by_state.items():
        for some in batches(marks):
            db.execute(table.update().where(table.c.id.in_(some)).values(state=state))


def positions_judged(after: str) -> sa.Select[tuple[str]]:
    """A query for the ids of positions on which there is a judgement after a moment."""
    c = t.judgement.c
    return sa.select(c.mark).where(c.layer == "position", c.judged > after).distinct()


def judged_later(db: Connection, moment: str) -> set[str]:
    """The ids of positions on which there is a judgement after a moment."""
    return {row.mark for row in db.execute(positions_judged(moment))}


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Identified)


def as_they_were(
    db: Connection,
    rows: list[Row],
    known_by: str | None,
    again: Callable[[list[Then]], Iterable[Row]],
) -> list[Row]:
    """Rows of positions; where `known_by` is asked, as they were before they were judged later.

    `again` makes rows of positions as they were, of those alone that belong to what was asked.
    """
    later = judged_later(db, known_by) if known_by is not None else set()
    if known_by is None or not later:
        return rows
    rows = [row for row in rows if row.id not in later]
    for some in batches(sorted(later)):
        rows += again(list(as_then(db, some, known_by)))
    return rows


def as_then(db: Connection, marks: Iterable[str], moment: str) -> Iterator[Then]:
    """What held at a moment of these positions.

    Actor and issue are ids of what they are merged into. A position that was only added later is
    left out. Few statements for many marks: a desk judges thousands in a year.
    """
    rows = _rows(db, marks)
    found: list[tuple[sa.RowMapping, Effect]] = []
    for mark, every in judgements.of_marks(db, "position", rows).items():
        if not added_since(every, moment):
            found.append((rows[mark], effect(every, moment)))
    holders = [_id(then.fields.get("actor"), row["settled"]) for row, then in found]
    acts = [_id(then.fields.get("issue"), row["read_issue"]) for row, then in found]
    actors, issues = _now(db, t.actor, holders), _now(db, t.issue, acts)
    for (row, then), actor, issue in zip(found, holders, acts, strict=True):
        condition = row["read_condition"]
        if "condition" in then.fields:
            given = then.fields["condition"]
            condition = None if not given else json.dumps(given, separators=(",", ":"))
        yield Then(
            id=row["id"],
            number=row["number"],
            holder=actor,
            actor=actors.get(actor, actor),
            issue=issues.get(issue, issue),
            stance=then.fields.get("stance", row["read_stance"]),
            condition=condition,
            state=then.state,
        )


def _rows(db: Connection, marks: Iterable[str]) -> dict[str, sa.RowMapping]:
    """Position → what was read; `settled` is who its holder is in the text."""
    p, a = t.position.c, t.appearance.c
    same = sa.and_(a.text == p.text, a.read_actor == p.read_actor)
    query = sa.select(
        *(p.id, p.number, p.read_issue, p.read_stance, p.read_condition),
        sa.func.coalesce(a.actor, p.read_actor).label("settled"),
    ).join_from(t.position, t.appearance, same, isouter=True)
    found: dict[str, sa.RowMapping] = {}
    for some in batches(sorted(set(marks))):
        for row in db.execute(query.where(p.id.in_(some))).mappings():
            found[row["id"]] = row
    return found


def _id(given: Any, read: str) -> str:
    return str(given["id"]) if given else read


def _now(db: Connection, table: sa.Table, ids: Iterable[str]) -> dict[str, str]:
    """Id → what it is merged into."""
    found: dict[str, str] = {}
    for some in batches(sorted(set(ids))):
        query = sa.select(table.c.id, table.c.now).where(table.c.id.in_(some))
        found |= dict(db.execute(query).all())
    return found
