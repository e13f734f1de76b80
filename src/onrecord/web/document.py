"""Documents: the list, and one with its marks, its cards, and where it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from onrecord.model import (
    FORMAT,
    REJECTED,
    Actor,
    Event,
    Issue,
    Position,
    PositionRow,
    Record,
    Source,
    Statement,
    StatementRow,
    Text,
)
from onrecord.report.markup import Run, paragraphs
from onrecord.store import events, positions, statements, web_documents
from onrecord.store.db import Db
from onrecord.store.events import EventRow
from onrecord.store.positions import Asked as Rows
from onrecord.store.records import record_of
from onrecord.store.web_decided import Decided, decided_on
from onrecord.store.web_documents import DocumentRow
from onrecord.web.asked import Ask
from onrecord.web.pages import page

SHOWN = 30  # documents of a list
LETTERS = 60_000  # of a text shown at once: about 10,000 words; longer ones have parts


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """A page of the list, with what it can be narrowed to."""

    documents: tuple[DocumentRow, ...]
    outlets: tuple[str, ...]
    months: tuple[str, ...]
    outlet: str | None
    month: str | None
    words: str
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its offset in code points, and its runs under the same marks."""

    start: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PositionCard:
    """A position with who decided on it."""

    row: PositionRow
    decided: Decided | None

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return self.row.evidence[0].start if self.row.evidence else 0


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement with who decided on it, and the positions that it carries, by id."""

    row: StatementRow
    decided: Decided | None
    carries: tuple[str, ...]

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return self.row.content[0].start if self.row.content else 0


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event with who decided on it."""

    row: EventRow
    decided: Decided | None

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return self.row.trigger[0].start if self.row.trigger else 0


Card = PositionCard | StatementCard | EventCard


@dataclass(frozen=True, slots=True)
class Named:
    """An actor, place or time of the text: its id, name, what it is, how often it is mentioned."""

    id: str
    name: str
    about: str
    mentions: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One text: its lines with marks, its marks in text order, who and where, its sources.

    `part` of `parts`: a long text is shown in parts, each with the marks that begin in it.
    `outlet` is its publisher, else that of the first place where it was found.
    `off` are the ids of marks that people rejected: kept here, since they can be taken back.
    """

    id: str
    title: str
    publisher: str | None
    url: str | None
    outlet: str | None
    published: str | None
    language: str
    words: int
    part: int
    parts: int
    lines: tuple[Line, ...]
    positions: tuple[PositionCard, ...]
    statements: tuple[StatementCard, ...]
    events: tuple[EventCard, ...]
    off: tuple[str, ...]
    actors: tuple[Named, ...]
    places: tuple[Named, ...]
    times: tuple[Named, ...]
    dropped: tuple[Named, ...]
    sources: tuple[Source, ...]
    copies: tuple[DocumentRow, ...]

    @property
    def cards(self) -> list[tuple[str, Card]]:
        """Layer and card, in the order of the text."""
        made: list[tuple[str, Card]] = [("position", c) for c in self.positions]
        made += [("statement", c) for c in self.statements if not c.carries]
        made += [("event", c) for c in self.events]
        return sorted(made, key=lambda pair: (pair[1].start, pair[0] != "position"))

    @property
    def judged(self) -> int:
        """How many marks people have decided on."""
        cards: tuple[Card, ...] = (*self.positions, *self.statements, *self.events)
        return sum(c.decided is not None and c.decided.coder is not None for c in cards)


@page("/documents", "documents.html")
def documents(
    ask: Ask,
    outlet: str | None = None,
    month: str | None = None,
    words: str = "",
    number: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> DocumentsPage:
    """Texts, the newest first; of an outlet, of a month, with words in the title."""
    outlet, month = outlet or None, month or None
    with ask.ledger.transaction() as db:
        found = web_documents.listed(
            db,
            publisher=outlet,
            month=month,
            words=words,
            offset=(number - 1) * SHOWN,
            limit=SHOWN + 1,
        )
        return DocumentsPage(
            tuple(found[:SHOWN]),
            tuple(web_documents.outlets(db)),
            tuple(web_documents.months(db)),
            outlet,
            month,
            words,
            number,
            len(found) > SHOWN,
        )


@page("/documents/{id}", "document.html")
def document(
    ask: Ask, id: str, at: str | None = None, part: Annotated[int, Query(ge=1)] = 1
) -> DocumentPage:
    """One text with its marks, and the record beside it.

    `part` of a long text; `at` is the id of a mark: the part that it begins in.
    """
    with ask.ledger.transaction() as db:
        return _document(db, id, at, part)


def _document(db: Db, id: str, at: str | None, part: int) -> DocumentPage:
    record = record_of(db, id)
    rows = positions.of_text(db, id, Rows(repeats=True, rejected=True))
    said = statements.of_text(db, id, rejected=True)
    happened = events.of_text(db, id, rejected=True)
    marked = shown_record(record, rows, said, happened)
    lines = tuple(_lines(marked))
    ends = _parts(lines)
    if at is not None:
        part = _part_of(at, record, rows, said, happened, ends)
    part = min(part, len(ends))
    low, high = (0 if part == 1 else ends[part - 2]), ends[part - 1]

    def within(start: int) -> bool:
        return low <= start < high or (part == len(ends) and start >= high)

    on_rows = decided_on(db, "position", [r.id for r in rows])
    on_said = decided_on(db, "statement", [r.id for r in said])
    on_events = decided_on(db, "event", [r.id for r in happened])
    held = [PositionCard(r, on_rows.get(r.id)) for r in rows]
    carried: dict[str, list[str]] = {}
    for r in rows:
        if r.statement:
            carried.setdefault(r.statement, []).append(r.id)
    spoken = [StatementCard(r, on_said.get(r.id), tuple(carried.get(r.id, ()))) for r in said]
    acted = [EventCard(r, on_events.get(r.id)) for r in happened]
    where = tuple(web_documents.sources_of(db, id))
    every: tuple[Card, ...] = (*held, *spoken, *acted)
    return DocumentPage(
        id=record.document.id,
        title=record.document.title or web_documents.called(record.document.name),
        publisher=record.document.publisher,
        url=record.document.url,
        outlet=record.document.publisher or next((s.publisher for s in where if s.publisher), None),
        published=record.document.published.isoformat() if record.document.published else None,
        language=record.document.language,
        words=len(record.document.text.split()),
        part=part,
        parts=len(ends),
        lines=tuple(x for x in lines if within(x.start)),
        positions=tuple(c for c in held if within(c.start)),
        statements=tuple(c for c in spoken if within(c.start)),
        events=tuple(c for c in acted if within(c.start)),
        off=tuple(c.row.id for c in every if c.row.state == REJECTED),
        sources=where,
        copies=tuple(web_documents.copies_of(db, id)),
        **_named(record),
    )


def shown_record(
    record: Record,
    rows: Iterable[PositionRow],
    said: Iterable[StatementRow],
    happened: Iterable[EventRow],
) -> Record:
    """The record to show: rejected marks are in it, so that their words can still be found.

    Only what the markup looks at is filled in.
    """
    actors = {a.id: a for a in record.actors}
    issues: dict[str, Issue] = {}
    held = []
    for r in rows:
        actors.setdefault(r.actor, Actor(r.actor, r.actor_name, r.actor_kind, None, None, (), ()))
        issues.setdefault(r.issue, Issue(r.issue, r.label, ()))
        held.append(
            Position(
                r.id, r.actor, r.issue, r.stance, r.condition, r.voice, r.evidence, None, 1.0, r.by
            )
        )
    return Record(
        FORMAT,
        record.document,
        actors=tuple(actors.values()),
        statements=tuple(
            Statement(
                s.id,
                s.kind,
                (),
                s.source,
                s.cue,
                s.content,
                (),
                None,
                s.voice,
                None,
                None,
                1.0,
                s.by,
            )
            for s in said
        ),
        issues=tuple(issues.values()),
        positions=tuple(held),
        events=tuple(
            Event(e.id, e.type, e.mode, e.trigger, (), (), e.status, None, (), None, 1.0, e.by)
            for e in happened
        ),
        places=record.places,
        times=record.times,
    )


_NOT_BREAKS = re.compile(r"[^\r\n]+")


def _lines(record: Record) -> Iterator[Line]:
    """The lines of the markup with their offsets: blank lines are in neither."""
    starts = (m.start() for m in _NOT_BREAKS.finditer(record.document.text) if m.group().strip())
    for start, runs in zip(starts, paragraphs(record), strict=True):
        yield Line(start, tuple(runs))


def _parts(lines: Iterable[Line]) -> list[int]:
    """The offset at which each part ends, at the end of a line."""
    ends, begun, end = [], 0, 0
    for line in lines:
        end = line.start + sum(len(run.text) for run in line.runs)
        if end - begun >= LETTERS:
            ends.append(end)
            begun = end
    if not ends or ends[-1] < end:
        ends.append(end)
    return ends


def _part_of(
    at: str,
    record: Record,
    rows: Iterable[PositionRow],
    said: Iterable[StatementRow],
    happened: Iterable[EventRow],
    ends: list[int],
) -> int:
    starts = {r.id: r.evidence for r in rows} | {s.id: s.content for s in said}
    starts |= {e.id: e.trigger for e in happened}
    starts |= {a.id: tuple(m.span for m in a.mentions) for a in record.actors}
    starts |= {p.id: p.mentions for p in record.places}
    spans = starts.get(at)
    start = spans[0].start if spans else 0
    return next((n for n, end in enumerate(ends, start=1) if start < end), len(ends))


def _named(record: Record) -> dict[str, tuple[Named, ...]]:
    text: Text = record.document
    actors = sorted(record.actors, key=lambda a: -len(a.mentions))
    places = sorted(record.places, key=lambda p: -len(p.mentions))
    return {
        "actors": tuple(
            Named(a.id, a.name, ", ".join(filter(None, (a.kind, a.country))), len(a.mentions))
            for a in actors
        ),
        "places": tuple(
            Named(p.id, p.name, ", ".join(filter(None, (p.kind, p.country))), len(p.mentions))
            for p in places
        ),
        "times": tuple(Named(w.id, text.words(w.span), w.value or w.type, 1) for w in record.times),
        "dropped": tuple(Named(d.step, d.reason, d.step, d.count) for d in record.dropped),
    }
