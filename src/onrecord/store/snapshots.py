"""A mark as the machine read it, in plain values: what a judgement keeps of what it judges."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store import tables as t
from onrecord.store.effects import MARK_TABLES


def snapshot(db: Connection, layer: str, mark: str) -> dict[str, Any] | None:
    """The mark of that id as it was read, None where the ledger has none of that id.

    Actors and issues are told by id and name, so that the snapshot can be read, and the mark
    made again, in a ledger that has neither. `text` is the hash of the text's characters.
    """
    if layer == "actor":
        return describe_actor(db, mark)
    if layer == "issue":
        return describe_issue(db, mark)
    if layer == "text":
        found = db.execute(sa.select(t.text.c.id).where(t.text.c.id == mark)).scalar()
        return {"text": mark} if found else None
    table = MARK_TABLES[layer]
    query = (
        sa.select(table, t.text.c.id.label("text_id"))
        .join(t.text, t.text.c.number == table.c.text)
        .where(table.c.id == mark)
    )
    row = db.execute(query).mappings().first()
    if row is None:
        return None
    return _OF[layer](db, dict(row))


def describe_actor(db: Connection, id: str) -> dict[str, Any] | None:
    """An actor by id, name, kind and country."""
    row = db.execute(sa.select(t.actor).where(t.actor.c.id == id)).first()
    if row is None:
        return None
    return {
        "id": row.id,
        "name": row.read_name,
        "kind": row.read_kind,
        "country": row.read_country,
        "wikidata": row.wikidata,
    }


def describe_issue(db: Connection, id: str) -> dict[str, Any] | None:
    """An issue by id and label."""
    row = db.execute(sa.select(t.issue).where(t.issue.c.id == id)).first()
    return None if row is None else {"id": row.id, "label": row.read_label}


def _position(db: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    condition = row["read_condition"]
    return {
        "text": row["text_id"],
        "actor": describe_actor(db, row["read_actor"]),
        "issue": describe_issue(db, row["read_issue"]),
        "stance": row["read_stance"],
        "condition": None if condition is None else json.loads(condition),
        "voice": row["voice"],
        "evidence": json.loads(row["read_evidence"]),
        "statement": row["statement"],
        "day": row["day"],
        "confidence": row["confidence"],
        "by": row["by"],
    }


def _statement(db: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    people = _people(db, t.speaker, "statement", row["number"])
    return {
        "text": row["text_id"],
        "kind": row["kind"],
        "voice": row["voice"],
        "speakers": people.get("speaker", []),
        "addressees": people.get("addressee", []),
        **{name: json.loads(row[name]) for name in ("source", "cue", "content")},
        **{name: row[name] for name in ("within", "said", "place", "day", "confidence", "by")},
    }


def _event(db: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    people = _people(db, t.event_actor, "event", row["number"])
    return {
        "text": row["text_id"],
        "type": row["type"],
        "mode": row["mode"],
        "status": row["status"],
        "trigger": json.loads(row["trigger"]),
        "actors": people.get("actor", []),
        "recipients": people.get("recipient", []),
        **{name: row[name] for name in ("time", "statement", "day", "confidence", "by")},
    }


def _people(
    db: Connection, table: sa.Table, key: str, number: int
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    query = sa.select(table).where(table.c[key] == number).order_by(table.c.role, table.c.rank)
    for row in db.execute(query).all():
        described = describe_actor(db, row.read_actor)
        if described is not None:
            found.setdefault(row.role, []).append(described)
    return found


_OF = {"position": _position, "statement": _statement, "event": _event}
