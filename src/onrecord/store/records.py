"""Rows of the ledger back to records: as they were read, or with what people decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from onrecord.errors import LedgerError
from onrecord.model import (
    FORMAT,
    MACHINE,
    REJECTED,
    Actor,
    Dropped,
    Event,
    Issue,
    Mention,
    Place,
    Position,
    Record,
    Role,
    Span,
    Statement,
    Text,
    When,
)
from onrecord.store import judgements
from onrecord.store import tables as t
from onrecord.store.clock import from_moment
from onrecord.store.rows import packed, spans

_Row = Row[Any]
_Mark = TypeVar("_Mark", Statement, Event)


def records(db: Connection, *, as_read: bool = False) -> Iterator[Record]:
    """The records of all texts in the order in which they came; they stream."""
    numbers = [row.id for row in db.execute(sa.select(t.text.c.id).order_by(t.text.c.number))]
    for id in numbers:
        yield record_of(db, id, as_read=as_read)


def read_otherwise(db: Connection, steps: Sequence[str]) -> list[str]:
    """The ids of the texts that these steps have not read, in the order in which they came."""
    query = (
        sa.select(t.text.c.id)
        .outerjoin(t.reading, t.reading.c.text == t.text.c.number)
        .where(sa.or_(t.reading.c.steps.is_(None), t.reading.c.steps != packed(tuple(steps))))
        .order_by(t.text.c.number)
    )
    return [row.id for row in db.execute(query)]


def text_of(db: Connection, text_id: str) -> Text:
    """A text with what its first source says of it; raises `LedgerError` where there is none."""
    return _document(*_text_and_source(db, text_id))


def _text_and_source(db: Connection, text_id: str) -> tuple[_Row, _Row | None]:
    row = db.execute(sa.select(t.text).where(t.text.c.id == text_id)).first()
    if row is None:
        raise LedgerError("no text of that id is in the ledger", where=text_id)
    source = db.execute(
        sa.select(t.source)
        .where(t.source.c.text == row.number)
        .order_by(t.source.c.added, t.source.c.id)
    ).first()
    return row, source


def record_of(db: Connection, text_id: str, *, as_read: bool = False) -> Record:
    """The record of a text, by the hash of its characters.

    `as_read`: what the machine read, nothing else. Otherwise what holds: rejected marks are left
    out, edits, merges and splits applied; its source is the first one. Raises `LedgerError` where
    the ledger does not have the text.
    """
    row, source = _text_and_source(db, text_id)
    reader = _Reading(db, row.number) if as_read else _Holding(db, row.number)
    statements = reader.statements()
    positions = reader.positions()
    events = reader.events()
    return Record(
        format=FORMAT,
        document=_document(row, source),
        actors=reader.actors(),
        statements=statements,
        issues=reader.issues(),
        positions=positions,
        events=events,
        places=reader.places(),
        times=reader.times(),
        dropped=reader.dropped(),
    )


def _document(text: _Row, source: _Row | None) -> Text:
    return Text(
        id=text.id,
        name=source.name if source else "-",
        title=(source.title if source else None) or text.title,
        url=source.url if source else None,
        publisher=source.publisher if source else None,
        published=date.fromisoformat(text.published) if text.published else None,
        retrieved=from_moment(source.retrieved) if source and source.retrieved else None,
        language=text.language,
        media_type=source.media_type if source else text.media_type,
        text=text.characters,
    )


@dataclass
class _Reading:
    """The marks of one text as the machine read them."""

    db: Connection
    text: int
    # What marks name beside what was read; only judgements bring it.
    named_actors: dict[str, None] = field(default_factory=dict)
    named_issues: dict[str, None] = field(default_factory=dict)

    def _rows(self, table: sa.Table, *order: sa.ColumnElement[Any]) -> Sequence[_Row]:
        query = sa.select(table).where(table.c.text == self.text).order_by(*order)
        return self.db.execute(query).all()

    def _marks(self, table: sa.Table) -> Sequence[_Row]:
        query = (
            sa.select(table)
            .where(table.c.text == self.text, table.c.found)
            .order_by(table.c.number)
        )
        return self.db.execute(query).all()

    def _people(
        self, table: sa.Table, key: str, marks: sa.Table
    ) -> dict[tuple[int, str], list[_Row]]:
        mine = sa.select(marks.c.number).where(marks.c.text == self.text)
        query = sa.select(table).where(table.c[key].in_(mine)).order_by(table.c.rank)
        found: dict[tuple[int, str], list[_Row]] = {}
        for row in self.db.execute(query):
            found.setdefault((getattr(row, key), row.role), []).append(row)
        return found

    def who(self, row: _Row) -> str:
        """The actor of a row of people."""
        return str(row.read_actor)

    def as_read(self, layer: str, rows: Sequence[_Row]) -> dict[str, Mapping[str, Any]]:
        """Mark → as it was read, where people have edited it in place: from their judgements."""
        edited = [row.id for row in rows if row.state not in (MACHINE, REJECTED)]
        if not edited:
            return {}
        kept = judgements.of_marks(self.db, layer, edited)
        return {
            mark: found[0].snapshot for mark, found in kept.items() if found and found[0].snapshot
        }

    def actors(self) -> tuple[Actor, ...]:
        """Who appears, in the order of the record."""
        query = (
            sa.select(t.appearance, t.actor.c.read_kind)
            .join(t.actor, t.actor.c.id == t.appearance.c.read_actor)
            .where(t.appearance.c.text == self.text)
            .order_by(t.appearance.c.rank)
        )
        roles = self._roles()
        return tuple(
            Actor(
                row.read_actor,
                row.name,
                row.read_kind,
                row.country,
                row.wikidata,
                tuple(roles.get(row.read_actor, ())),
                _mentions(row.mentions),
            )
            for row in self.db.execute(query)
        )

    def _roles(self) -> dict[str, list[Role]]:
        found: dict[str, list[Role]] = {}
        for row in self._rows(t.role, t.role.c.rank):
            role = Role(row.title, row.of, row.country, Span(row.start, row.end))
            found.setdefault(row.read_actor, []).append(role)
        return found

    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the order of the record."""
        rows = self._marks(t.statement)
        people = self._people(t.speaker, "statement", t.statement)
        before = self.as_read("statement", rows)
        made = []
        for row in rows:
            statement = Statement(
                id=row.id,
                kind=row.kind,
                speakers=tuple(self.who(p) for p in people.get((row.number, "speaker"), ())),
                source=spans(row.source),
                cue=spans(row.cue),
                content=spans(row.content),
                addressees=tuple(self.who(p) for p in people.get((row.number, "addressee"), ())),
                within=row.within,
                voice=row.voice,
                said=row.said,
                place=row.place,
                confidence=row.confidence,
                by=row.by,
            )
            made.append(_restored(statement, before.get(row.id)))
        return tuple(made)

    def positions(self) -> tuple[Position, ...]:
        """Every position, in the order of the record."""
        return tuple(
            Position(
                id=row.id,
                actor=row.read_actor,
                issue=row.read_issue,
                stance=row.read_stance,
                condition=spans(row.read_condition) if row.read_condition else None,
                voice=row.voice,
                evidence=spans(row.read_evidence),
                statement=row.statement,
                confidence=row.confidence,
                by=row.by,
            )
            for row in self._marks(t.position)
        )

    def events(self) -> tuple[Event, ...]:
        """Every event, in the order of the record."""
        rows = self._marks(t.event)
        people = self._people(t.event_actor, "event", t.event)
        where: dict[int, list[str]] = {}
        mine = sa.select(t.event.c.number).where(t.event.c.text == self.text)
        query = sa.select(t.event_place).where(t.event_place.c.event.in_(mine))
        for row in self.db.execute(query.order_by(t.event_place.c.rank)):
            where.setdefault(row.event, []).append(row.place)
        before = self.as_read("event", rows)
        made = []
        for row in rows:
            event = Event(
                id=row.id,
                type=row.type,
                mode=row.mode,
                trigger=spans(row.trigger),
                actors=tuple(self.who(p) for p in people.get((row.number, "actor"), ())),
                recipients=tuple(self.who(p) for p in people.get((row.number, "recipient"), ())),
                status=row.status,
                time=row.time,
                places=tuple(where.get(row.number, ())),
                statement=row.statement,
                confidence=row.confidence,
                by=row.by,
            )
            made.append(_restored(event, before.get(row.id)))
        return tuple(made)

    def issues(self) -> tuple[Issue, ...]:
        """Every issue, in the order of the record."""
        return tuple(
            Issue(row.issue, row.label, _issue_mentions(row.mentions))
            for row in self._rows(t.issue_mention, t.issue_mention.c.rank)
        )

    def places(self) -> tuple[Place, ...]:
        """Every place, in the order of the record."""
        w, p = t.whereabouts.c, t.place.c
        query = (
            sa.select(w.mentions, w.name, *(c for c in t.place.c if c.name != "name"))
            .join(t.place, p.id == w.place)
            .where(w.text == self.text)
            .order_by(w.rank)
        )
        return tuple(
            Place(
                row.id,
                row.name,
                row.country,
                row.latitude,
                row.longitude,
                row.geonames,
                row.kind,
                tuple(Span(m[0], m[1]) for m in msgspec.json.decode(row.mentions)),
            )
            for row in self.db.execute(query)
        )

    def times(self) -> tuple[When, ...]:
        """Every time, in the order of the record."""
        return tuple(
            When(row.id, Span(row.start, row.end), row.type, row.value)
            for row in self._rows(t.time, t.time.c.rank)
        )

    def dropped(self) -> tuple[Dropped, ...]:
        """What was left out, and why."""
        return tuple(
            Dropped(row.step, row.reason, row._mapping["count"])
            for row in self._rows(t.dropped, t.dropped.c.rank)
        )


class _Holding(_Reading):
    """The marks of one text with what people decided: the rest of the ledger's names apply."""

    def __init__(self, db: Connection, text: int) -> None:
        super().__init__(db, text)
        # Of all who appear at once: a query for each would be half of the time of an export.
        appear = sa.select(t.appearance.c.actor).where(t.appearance.c.text == text)
        query = sa.select(t.actor.c.id, t.actor.c.now).where(t.actor.c.id.in_(appear))
        self._now: dict[str, str] = dict(db.execute(query).all())
        self._kept: set[str] = set()  # statements that hold
        self._whens, self._wheres = super().times(), super().places()
        self._times = {w.id for w in self._whens}
        self._places = {p.id for p in self._wheres}

    def times(self) -> tuple[When, ...]:
        return self._whens

    def places(self) -> tuple[Place, ...]:
        return self._wheres

    def _marks(self, table: sa.Table) -> Sequence[_Row]:
        query = (
            sa.select(table)
            .where(table.c.text == self.text, table.c.state != REJECTED)
            .order_by(table.c.number)
        )
        return self.db.execute(query).all()

    def who(self, row: _Row) -> str:
        return self._actor(row.actor)

    def _actor(self, id: str) -> str:
        if id not in self._now:
            query = sa.select(t.actor.c.now).where(t.actor.c.id == id)
            self._now[id] = self.db.execute(query).scalar_one()
        self.named_actors[self._now[id]] = None
        return self._now[id]

    def as_read(self, layer: str, rows: Sequence[_Row]) -> dict[str, Mapping[str, Any]]:
        return {}  # what holds is in the rows

    def statements(self) -> tuple[Statement, ...]:
        """Those that hold; what they name and this reading no longer has is left out."""
        found = super().statements()
        self._kept = {s.id for s in found}
        return tuple(
            replace(
                s,
                within=s.within if s.within in self._kept else None,
                said=s.said if s.said in self._times else None,
                place=s.place if s.place in self._places else None,
            )
            for s in found
        )

    def positions(self) -> tuple[Position, ...]:
        made = []
        for row in self._marks(t.position):
            self.named_issues[row.issue] = None
            made.append(
                Position(
                    id=row.id,
                    actor=self._actor(row.actor),
                    issue=row.issue,
                    stance=row.stance,
                    condition=spans(row.condition) if row.condition else None,
                    voice=row.voice,
                    evidence=spans(row.evidence),
                    statement=row.statement if row.statement in self._kept else None,
                    confidence=row.confidence,
                    by=row.by,
                )
            )
        return tuple(made)

    def events(self) -> tuple[Event, ...]:
        return tuple(
            replace(
                e,
                statement=e.statement if e.statement in self._kept else None,
                time=e.time if e.time in self._times else None,
                places=tuple(p for p in e.places if p in self._places),
            )
            for e in super().events()
        )

    def actors(self) -> tuple[Actor, ...]:
        """Who appears, by who they are now; then those whom people have named beside them."""
        query = (
            sa.select(t.appearance)
            .where(t.appearance.c.text == self.text)
            .order_by(t.appearance.c.rank)
        )
        roles = self._roles()
        mentions: dict[str, list[Mention]] = {}
        theirs: dict[str, list[Role]] = {}
        for row in self.db.execute(query).all():
            id = self._actor(row.actor)
            mentions.setdefault(id, []).extend(_mentions(row.mentions))
            theirs.setdefault(id, []).extend(roles.get(row.read_actor, ()))
        for id in self.named_actors:
            mentions.setdefault(id, [])
        kept = {}
        query = sa.select(t.actor).where(t.actor.c.id.in_(list(mentions)))
        for row in self.db.execute(query):
            kept[row.id] = row
        return tuple(
            Actor(
                id,
                kept[id].name,
                kept[id].kind,
                kept[id].country,
                kept[id].wikidata,
                tuple(sorted(theirs.get(id, ()), key=lambda r: r.span)),
                tuple(sorted(found, key=lambda m: m.span)),
            )
            for id, found in mentions.items()
        )

    def issues(self) -> tuple[Issue, ...]:
        found = super().issues()
        beside = [id for id in self.named_issues if id not in {i.id for i in found}]
        query = sa.select(t.issue.c.id, t.issue.c.label).where(t.issue.c.id.in_(beside))
        labels = {row.id: row.label for row in self.db.execute(query)} if beside else {}
        return found + tuple(Issue(id, labels[id], ()) for id in beside)


def _mentions(packed: str) -> tuple[Mention, ...]:
    return tuple(Mention(Span(m[0], m[1]), m[2]) for m in msgspec.json.decode(packed))


def _issue_mentions(packed: str) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(Span(*s) for s in m[0]) for m in json.loads(packed))


def _restored(mark: _Mark, read: Mapping[str, Any] | None) -> _Mark:
    """A mark with the fields that a judgement's snapshot says it was read with."""
    if not read:
        return mark
    values: dict[str, Any] = {}
    for f in fields(mark):
        if f.name not in read or f.name == "id":
            continue
        value = read[f.name]
        if f.name in ("speakers", "addressees", "actors", "recipients"):
            value = tuple(a["id"] for a in value)
        elif f.name in ("source", "cue", "content", "trigger"):
            value = tuple(Span(*s) for s in value)
        values[f.name] = value
    return replace(mark, **values)
