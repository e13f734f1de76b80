"""Records of elsewhere into a ledger: what people coded comes as their judgements.

A mark whose `by` ends in “coder NAME” was made by a person: it becomes a judgement of that name
that adds the mark, so that it outlives every reading, can be undone, and is dumped with the rest.
All other marks come as a reading does, but never in the place of one: a text that the ledger has
read keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from onrecord.model import Actor, Event, Judgement, Position, Record, Span, Spans, Statement, Text
from onrecord.review.judge import take_effects
from onrecord.store import judgements, texts
from onrecord.store.db import Db
from onrecord.store.ledger import Ledger
from onrecord.store.records import text_of
from onrecord.store.write import write_record, write_source

CODER = "coder "
_STEP = re.compile(r"\w+/\D.*")  # such as positions/rules-1
_FILE = re.compile(r"\w+/\d+")  # such as csv/1: a format, and nobody named in it

M = TypeVar("M", Statement, Position, Event)


@dataclass(frozen=True, slots=True)
class Brought:
    """What one record brought: whether its text was new, how many judgements, how many known.

    `left` counts a machine's marks that were left out because the text has been read already.
    """

    text: bool
    judgements: int
    known: int
    left: int = 0


def bring(ledger: Ledger, record: Record, *, coder: str | None = None) -> Brought:
    """Keep a record that was made elsewhere, in one transaction; the same again adds nothing.

    `coder` stands for people whom the marks do not name; None: marks without a name are a
    machine's.
    """
    with ledger.transaction(write=True) as db:
        now = ledger.now()
        machine = _of_machine(record, coder)
        left = 0
        number = texts.number_of(db, record.document.id)
        if number is None or not texts.was_read(db, number):
            write_record(db, machine, now)
        else:
            write_source(db, number, record.document, now)
            left = texts.count_new(db, number, [m.id for m in _marks(machine)])
        made = [
            Judgement.of(
                layer,
                mark.id,
                "add",
                coder=_coder(mark.by, coder),
                judged=now,
                snapshot=snapshot,
            )
            for layer, mark, snapshot in _of_people(record, coder)
        ]
        fresh = [j for j in made if not _holds(db, j)]
        for judgement in fresh:
            judgements.insert(db, judgement)
        take_effects(db, fresh)
    return Brought(number is None, len(fresh), len(made) - len(fresh), left)


class LedgerTexts(Mapping[str, Text]):
    """The texts of a ledger by id, or by the name of a source that only one text has.

    For readers of codings that name a document and do not hold its text.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __getitem__(self, name: str) -> Text:
        with self._ledger.transaction() as db:
            ids = texts.named(db, name)
            if len(ids) != 1:
                raise KeyError(name)
            return text_of(db, ids[0])

    def __iter__(self) -> Iterator[str]:
        with self._ledger.transaction() as db:
            ids = texts.every(db)
        yield from ids

    def __len__(self) -> int:
        with self._ledger.transaction() as db:
            return len(texts.every(db))


def _marks(record: Record) -> list[Statement | Position | Event]:
    return [*record.statements, *record.positions, *record.events]


def _holds(db: Db, judgement: Judgement) -> bool:
    """Whether the coder has added this mark before."""
    found = judgements.of_marks(db, judgement.layer, [judgement.mark]).get(judgement.mark, [])
    return any(j.verb == "add" and j.coder == judgement.coder for j in judgements.live(found))


def _name(by: str) -> str:
    """Whom `by` names last, "" where nobody: each format that a mark goes through adds itself.

    >>> _name("csv/1 coder dna/1 coder Ida"), _name("csv/1")
    ('Ida', '')
    """
    _, named, name = by.rpartition(CODER)
    return name.strip() if named and not _FILE.fullmatch(name.strip()) else ""


def _coder(by: str, default: str | None) -> str:
    return _name(by)[:80] or default or "unnamed"


def _human(by: str, coder: str | None) -> bool:
    """Whether a person made a mark: the one named, else `coder` for what a file did not name.

    A step's name is no person's, though a format that only knows coders may have carried it so.
    """
    if name := _name(by):
        return not _STEP.fullmatch(name)
    return coder is not None and (CODER in by or _FILE.fullmatch(by) is not None)


def _step(by: str) -> str:
    """The step that made a mark, also where a format has carried it as a coder."""
    return _name(by) or by


def _told(by: str, coder: str | None) -> str:
    """Through which format a mark has come, and whose it is."""
    return f"{by.partition(CODER)[0].strip()} {CODER}{_coder(by, coder)}".strip()[:80]


def _of_machine(record: Record, coder: str | None) -> Record:
    """The record without what people coded; actors and issues are those of the rest."""

    def rest(marks: tuple[M, ...]) -> tuple[M, ...]:
        return tuple(replace(m, by=_step(m.by)) for m in marks if not _human(m.by, coder))

    statements, positions = rest(record.statements), rest(record.positions)
    kept = {s.id for s in statements}
    return replace(
        record,
        statements=tuple(
            s if s.within is None or s.within in kept else replace(s, within=None)
            for s in statements
        ),
        positions=tuple(
            p if p.statement is None or p.statement in kept else replace(p, statement=None)
            for p in positions
        ),
        events=tuple(
            e if e.statement is None or e.statement in kept else replace(e, statement=None)
            for e in rest(record.events)
        ),
    )


def _of_people(
    record: Record, coder: str | None
) -> list[tuple[str, Statement | Position | Event, dict[str, Any]]]:
    """Layer, mark and its snapshot, statements first: positions name them."""
    actors = {a.id: _actor(a) for a in record.actors}
    labels = {i.id: {"id": i.id, "label": i.label} for i in record.issues}
    published = record.document.published
    base = {
        "text": record.document.id,
        "day": published.isoformat() if published else None,
    }
    found: list[tuple[str, Statement | Position | Event, dict[str, Any]]] = []
    for s in record.statements:
        people: dict[str, Any] = {
            "speakers": [actors[a] for a in s.speakers],
            "addressees": [actors[a] for a in s.addressees],
        }
        spans = {"source": _spans(s.source), "cue": _spans(s.cue), "content": _spans(s.content)}
        own = {"kind": s.kind, "voice": s.voice, "within": s.within, "said": None, "place": None}
        found.append(("statement", s, {**base, **people, **spans, **own}))
    for p in record.positions:
        whole: dict[str, Any] = {
            "actor": actors[p.actor],
            "issue": labels[p.issue],
            "stance": p.stance,
            "condition": _spans(p.condition) if p.condition else None,
            "voice": p.voice,
            "evidence": _spans(p.evidence),
            "statement": p.statement,
        }
        found.append(("position", p, {**base, **whole}))
    for e in record.events:
        whole = {
            "type": e.type,
            "mode": e.mode,
            "status": e.status,
            "trigger": _spans(e.trigger),
            "actors": [actors[a] for a in e.actors],
            "recipients": [actors[a] for a in e.recipients],
            "time": None,
            "statement": e.statement,
        }
        found.append(("event", e, {**base, **whole}))
    return [
        (layer, mark, {**snapshot, "confidence": mark.confidence, "by": _told(mark.by, coder)})
        for layer, mark, snapshot in found
        if _human(mark.by, coder)
    ]


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "wikidata": actor.wikidata,
    }


def _spans(spans: Spans) -> list[list[int]]:
    return [list(Span(*span)) for span in spans]
