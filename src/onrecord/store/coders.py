"""What each coder made of the positions of a text: for comparing coders with each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import ADDED, REJECTED, Judgement, Span, Spans
from onrecord.store import tables as t
from onrecord.store.db import batches
from onrecord.store.effects import effect
from onrecord.store.judgements import of_marks


@dataclass(frozen=True, slots=True)
class Coded:
    """One position as one coder has left it; `kept` False where the coder rejected it.

    `actor` and `issue` are what they are merged into now; `added` where the coder put it there.
    """

    mark: str
    text: str
    actor: str
    issue: str
    stance: str
    evidence: Spans
    conditional: bool
    kept: bool
    added: bool


def coded_by(db: Connection, coders: Sequence[str]) -> dict[str, dict[str, list[Coded]]]:
    """Text → coder → its positions, for texts that each of the coders has finished.

    Finished: the coder has judged every position that the machine read in it (repeats of wire
    copies aside), or has added positions to a text in which the machine read none.
    """
    texts = _texts_of_all(db, coders)
    found: dict[str, dict[str, list[Coded]]] = {}
    actors = _now(db, t.actor)
    issues = _now(db, t.issue)
    for some in batches(sorted(texts)):
        rows, machine = _marks(db, [texts[id] for id in some])
        judgements = of_marks(db, "position", rows)
        by_text: dict[str, list[str]] = {}
        for mark, row in rows.items():
            by_text.setdefault(str(row["text"]), []).append(mark)
        for text in some:
            coded = {
                coder: _of_coder(
                    by_text.get(text, []), rows, judgements, coder, machine, actors, issues
                )
                for coder in coders
            }
            done = {c: rows_ for c, rows_ in coded.items() if rows_ is not None}
            if len(done) == len(coders):
                found[text] = done
    return found


def _texts_of_all(db: Connection, coders: Sequence[str]) -> dict[str, int]:
    """Texts in which every one of the coders has judged a position."""
    j = t.judgement.c
    query = (
        sa.select(j.text, t.text.c.number)
        .join(t.text, t.text.c.id == j.text)
        .where(j.layer == "position", j.coder.in_(coders))
        .group_by(j.text, t.text.c.number)
        .having(sa.func.count(j.coder.distinct()) == len(set(coders)))
    )
    return {row.text: row.number for row in db.execute(query)}


def _marks(db: Connection, numbers: Sequence[int]) -> tuple[dict[str, dict[str, object]], set[str]]:
    p = t.position.c
    query = (
        sa.select(p.id, t.text.c.id.label("text"), p.by, p.read_actor, p.read_issue)
        .add_columns(p.read_stance, p.read_evidence, p.read_condition)
        .join(t.text, t.text.c.number == p.text)
        .where(p.text.in_(numbers), p.repeat.is_(False))
        .order_by(p.text, p.id)
    )
    rows = {row["id"]: dict(row) for row in db.execute(query).mappings()}
    return rows, {id for id, row in rows.items() if "coder " not in str(row["by"])}


def _of_coder(
    marks: Sequence[str],
    rows: dict[str, dict[str, object]],
    judgements: dict[str, list[Judgement]],
    coder: str,
    machine: set[str],
    actors: dict[str, str],
    issues: dict[str, str],
) -> list[Coded] | None:
    """The rows of one coder in one text, None where the coder has not finished it."""
    found: list[Coded] = []
    for mark in marks:
        mine = [j for j in judgements.get(mark, ()) if j.coder == coder]
        now = effect(mine)
        if now.state == "machine":
            if mark in machine:
                return None
            continue  # another coder's own row
        row = rows[mark]
        actor = now.fields.get("actor", {}).get("id", row["read_actor"])
        issue = now.fields.get("issue", {}).get("id", row["read_issue"])
        evidence = now.fields.get("evidence") or json.loads(str(row["read_evidence"]))
        condition = now.fields.get("condition", row["read_condition"])
        found.append(
            Coded(
                mark=mark,
                text=str(row["text"]),
                actor=actors.get(str(actor), str(actor)),
                issue=issues.get(str(issue), str(issue)),
                stance=str(now.fields.get("stance", row["read_stance"])),
                evidence=tuple(Span(a, b) for a, b in evidence),
                conditional=bool(condition),
                kept=now.state != REJECTED,
                added=now.state == ADDED,
            )
        )
    return found


def _now(db: Connection, table: sa.Table) -> dict[str, str]:
    """Ids that are merged into others."""
    query = sa.select(table.c.id, table.c.now).where(table.c.id != table.c.now)
    return {row.id: row.now for row in db.execute(query)}
