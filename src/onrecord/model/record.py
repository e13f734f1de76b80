"""The record: all that one reading of one text gives, checked to be whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from onrecord.errors import RecordError
from onrecord.model.marks import (
    Actor,
    Dropped,
    Event,
    Issue,
    Place,
    Position,
    Spans,
    Statement,
    When,
)
from onrecord.model.spans import Span, check_span
from onrecord.model.text import Text

FORMAT = "onrecord/1"


@dataclass(frozen=True, slots=True)
class Record:
    """One document and every mark read from it, in the published format.

    Building one checks it: every span lies in the text (`SpanError`), every id that a mark
    names is there (`RecordError`).
    """

    format: str
    document: Text
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def __post_init__(self) -> None:
        text = self.document.text
        for what, spans in _all_spans(self):
            for span in spans:
                check_span(text, *span, what=what)
        _check_references(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers: what `json.dumps` takes."""
        plain: dict[str, Any] = _plain(self)
        return plain

    def actor(self, id: str) -> Actor:
        """The actor of that id; raises `KeyError`."""
        return {a.id: a for a in self.actors}[id]

    def issue(self, id: str) -> Issue:
        """The issue of that id; raises `KeyError`."""
        return {i.id: i for i in self.issues}[id]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, date):  # datetime is a date too
        return value.isoformat()
    return value


def _all_spans(record: Record) -> Iterator[tuple[str, Spans]]:
    for actor in record.actors:
        yield f"mention of {actor.name}", tuple(m.span for m in actor.mentions)
        yield f"role of {actor.name}", tuple(r.span for r in actor.roles)
    for statement in record.statements:
        yield "source", statement.source
        yield "cue", statement.cue
        yield "content", statement.content
    for issue in record.issues:
        for mention in issue.mentions:
            yield f"mention of “{issue.label}”", mention
    for position in record.positions:
        yield "evidence", position.evidence
        yield "condition", position.condition or ()
    for event in record.events:
        yield "trigger", event.trigger
    for place in record.places:
        yield f"mention of {place.name}", place.mentions
    for when in record.times:
        yield "time", (when.span,)


def _check_references(record: Record) -> None:
    known: dict[str, set[str | None]] = {
        layer: {mark.id for mark in getattr(record, layer)}
        for layer in ("actors", "statements", "issues", "positions", "events", "places", "times")
    }
    for layer, ids in known.items():
        if len(ids) != len(getattr(record, layer)):
            raise RecordError(f"two of the {layer} have one id", where=record.document.name)
        ids.add(None)
    for layer, mark, id in _references(record):
        if id not in known[layer]:
            raise RecordError(
                f"{mark} names {id}, which is not among the {layer}", where=record.document.name
            )


def _references(record: Record) -> Iterator[tuple[str, str, str | None]]:
    """Every id that a mark names: its layer, the mark's own id, the id."""
    for s in record.statements:
        yield from (("actors", s.id, a) for a in s.speakers + s.addressees)
        yield "statements", s.id, s.within
        yield "times", s.id, s.said
        yield "places", s.id, s.place
    for p in record.positions:
        yield "actors", p.id, p.actor
        yield "issues", p.id, p.issue
        yield "statements", p.id, p.statement
    for e in record.events:
        yield from (("actors", e.id, a) for a in e.actors + e.recipients)
        yield from (("places", e.id, p) for p in e.places)
        yield "times", e.id, e.time
        yield "statements", e.id, e.statement


__all__ = ["FORMAT", "Record", "Span"]
