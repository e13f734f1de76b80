"""Judgements in and out of the ledger: rows that are only ever added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from onrecord.errors import JudgementError
from onrecord.model import Judgement
from onrecord.store import tables as t
from onrecord.store.db import batches

AT_ONCE = 500  # ids asked for in one statement; SQLite takes 999 parameters at the least


def insert(db: Connection, judgement: Judgement) -> bool:
    """Keep a judgement; False where the ledger has it already."""
    known = db.execute(sa.select(t.judgement.c.id).where(t.judgement.c.id == judgement.id)).first()
    if known:
        return False
    db.execute(
        t.judgement.insert().values(
            id=judgement.id,
            layer=judgement.layer,
            mark=judgement.mark,
            text=judgement.snapshot.get("text"),
            verb=judgement.verb,
            value=_json(judgement.value),
            coder=judgement.coder,
            judged=judgement.judged,
            why=judgement.why,
            undoes=judgement.undoes,
            snapshot=_json(judgement.snapshot),
        )
    )
    return True


def get(db: Connection, id: str) -> Judgement:
    """The judgement of that id; raises `JudgementError` where there is none."""
    row = db.execute(sa.select(t.judgement).where(t.judgement.c.id == id)).first()
    if row is None:
        raise JudgementError("no such judgement", where=id, hint="onrecord judgements log")
    return _judgement(row)


def of_marks(db: Connection, layer: str, marks: Iterable[str]) -> dict[str, list[Judgement]]:
    """Mark → every judgement on it, undone ones too, in the order in which they hold."""
    found: dict[str, list[Judgement]] = {}
    for some in batches(sorted(set(marks))):
        rows = db.execute(
            sa.select(t.judgement)
            .where(t.judgement.c.layer == layer, t.judgement.c.mark.in_(some))
            .order_by(t.judgement.c.judged, t.judgement.c.id)
        )
        for row in rows:
            found.setdefault(row.mark, []).append(_judgement(row))
    return found


def of_layer(
    db: Connection, layer: str | None = None, *, coder: str | None = None, since: str | None = None
) -> Iterator[Judgement]:
    """Every judgement, of one layer, one coder, or from one moment on, in the order they hold."""
    query = sa.select(t.judgement).order_by(t.judgement.c.judged, t.judgement.c.id)
    if layer is not None:
        query = query.where(t.judgement.c.layer == layer)
    if coder is not None:
        query = query.where(t.judgement.c.coder == coder)
    if since is not None:
        query = query.where(t.judgement.c.judged > since)
    # Fetched whole: a cursor left open would see, or block, what is judged meanwhile.
    yield from (_judgement(row) for row in db.execute(query).all())


def newest(db: Connection, coder: str | None = None, *, limit: int = 50) -> list[Judgement]:
    """The last judgements (of one coder), the newest first, undone ones and undoings too."""
    query = sa.select(t.judgement)
    if coder is not None:
        query = query.where(t.judgement.c.coder == coder)
    query = query.order_by(t.judgement.c.judged.desc(), t.judgement.c.id.desc()).limit(limit)
    return [_judgement(row) for row in db.execute(query)]


def coders(db: Connection) -> list[str]:
    """The names of all who have judged, sorted."""
    query = sa.select(t.judgement.c.coder).distinct().order_by(t.judgement.c.coder)
    return [row.coder for row in db.execute(query)]


def undone_by(db: Connection, ids: Sequence[str]) -> dict[str, list[Judgement]]:
    """Judgement id → the undoings that name it."""
    found: dict[str, list[Judgement]] = {}
    for some in batches(sorted(set(ids))):
        for row in db.execute(sa.select(t.judgement).where(t.judgement.c.undoes.in_(some))):
            found.setdefault(row.undoes, []).append(_judgement(row))
    return found


def live(judgements: Iterable[Judgement], until: str | None = None) -> list[Judgement]:
    """Those that hold, in order of their time: what is undone is out, and undoings are out.

    An undoing counts whatever its time is: two coders' clocks need not agree. One that is itself
    undone undoes nothing. With `until`, those that held at that moment.
    """
    all_of_them = [j for j in judgements if until is None or j.judged <= until]
    undoings: dict[str, list[str]] = {}
    for j in all_of_them:
        if j.verb == "undo" and j.undoes:
            undoings.setdefault(j.undoes, []).append(j.id)
    undone = _undone(undoings)
    kept = [j for j in all_of_them if j.verb != "undo" and j.id not in undone]
    return sorted(kept, key=lambda j: (j.judged, j.id))


def _undone(undoings: Mapping[str, Sequence[str]]) -> set[str]:
    """Of judgement → the undoings that name it: those with one that is not undone itself.

    From the ends of the chains backwards, without recursion: a chain may be long. (None runs in a
    ring, because the id of an undoing is made of what it undoes.)
    """
    undone: set[str] = set()
    opened: set[str] = set()
    for first in undoings:
        waiting = [first]
        while waiting:
            id = waiting.pop()
            if id not in opened:  # first those that name it, then itself
                opened.add(id)
                waiting.append(id)
                waiting.extend(u for u in undoings.get(id, ()) if u not in opened)
            elif any(u not in undone for u in undoings.get(id, ())):
                undone.add(id)
    return undone


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(
        id=row.id,
        layer=row.layer,
        mark=row.mark,
        verb=row.verb,
        value=json.loads(row.value),
        coder=row.coder,
        judged=row.judged,
        why=row.why,
        undoes=row.undoes,
        snapshot=json.loads(row.snapshot),
    )


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
