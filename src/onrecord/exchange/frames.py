"""Records → data frames, one row a mark, with names beside ids and words beside spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.model import Record, Spans

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


class _Book:
    """One record with its marks by id, for names beside ids."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.document = record.document.id
        self.actors = {a.id: a for a in record.actors}
        self.issues = {i.id: i.label for i in record.issues}
        self.places = {p.id: p.name for p in record.places}
        self.times = {t.id: t for t in record.times}

    def names(self, ids: Iterable[str]) -> list[str]:
        return [self.actors[id].name for id in ids]

    def words(self, spans: Spans | None) -> str | None:
        return self.record.document.words(*spans) if spans is not None else None

    def at(self, id: str | None) -> str | None:
        return self.times[id].value if id else None


def frames(records: Iterable[Record]) -> dict[str, pd.DataFrame]:
    """Eleven tables, one row a mark: `documents`, `actors`, `roles`, `mentions`, `statements` …

    Every table has a column `document` (its id) to join on. Spans are lists of `(start, end)`,
    the words they cover stand beside them, and several of a thing in one cell are a list.
    A table without rows still has its columns. Raises `OnrecordError` where pandas is missing.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise OnrecordError(
            "data frames need pandas, which is not installed", hint="pip install 'onrecord[frames]'"
        ) from error
    rows: dict[str, list[Row]] = {name: [] for name in _TABLES}
    for record in records:
        for name, made in tables(record).items():
            rows[name] += made
    return {name: pd.DataFrame(rows[name], columns=list(of)) for name, of in columns().items()}


def columns() -> dict[str, tuple[str, ...]]:
    """Table → its columns, in order.

    >>> columns()["dropped"]
    ('document', 'step', 'reason', 'count')
    """
    return {name: of for name, (of, _) in _TABLES.items()}


def tables(record: Record) -> dict[str, list[Row]]:
    """Table → the rows of one record, plain values by column; needs no pandas."""
    book = _Book(record)
    return {name: make(book) for name, (_, make) in _TABLES.items()}


def _documents(book: _Book) -> list[Row]:
    d = book.record.document
    return [
        {
            "document": d.id,
            "name": d.name,
            "title": d.title,
            "url": d.url,
            "publisher": d.publisher,
            "published": d.published,
            "retrieved": d.retrieved,
            "language": d.language,
            "media_type": d.media_type,
            "text": d.text,
        }
    ]


def _actors(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "actor": a.id,
            "name": a.name,
            "kind": a.kind,
            "country": a.country,
            "wikidata": a.wikidata,
            "mentions": len(a.mentions),
        }
        for a in book.record.actors
    ]


def _roles(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "actor": a.id,
            "name": a.name,
            "title": r.title,
            "of": r.of,
            "country": r.country,
            "start": r.span.start,
            "end": r.span.end,
            "words": book.words((r.span,)),
        }
        for a in book.record.actors
        for r in a.roles
    ]


def _mentions(book: _Book) -> list[Row]:
    named = [
        ("actor", a.id, a.name, m.form, m.span) for a in book.record.actors for m in a.mentions
    ]
    named += [("place", p.id, p.name, "name", s) for p in book.record.places for s in p.mentions]
    return [
        {
            "document": book.document,
            "of": of,
            "id": id,
            "name": name,
            "form": form,
            "start": span.start,
            "end": span.end,
            "words": book.words((span,)),
        }
        for of, id, name, form, span in sorted(named, key=lambda n: (n[4], n[0], n[1]))
    ]


def _statements(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "statement": s.id,
            "kind": s.kind,
            "speakers": list(s.speakers),
            "speaker_names": book.names(s.speakers),
            "source": book.words(s.source),
            "cue": book.words(s.cue),
            "content": book.words(s.content),
            "addressees": list(s.addressees),
            "addressee_names": book.names(s.addressees),
            "within": s.within,
            "voice": s.voice,
            "said": book.at(s.said),
            "said_id": s.said,
            "place": book.places[s.place] if s.place else None,
            "place_id": s.place,
            "source_spans": _pairs(s.source),
            "cue_spans": _pairs(s.cue),
            "content_spans": _pairs(s.content),
            "confidence": s.confidence,
            "by": s.by,
        }
        for s in book.record.statements
    ]


def _positions(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "position": p.id,
            "actor": p.actor,
            "actor_name": book.actors[p.actor].name,
            "actor_kind": book.actors[p.actor].kind,
            "issue": p.issue,
            "issue_label": book.issues[p.issue],
            "stance": p.stance,
            "condition": book.words(p.condition),
            "voice": p.voice,
            "evidence": book.words(p.evidence),
            "statement": p.statement,
            "condition_spans": _pairs(p.condition) if p.condition is not None else None,
            "evidence_spans": _pairs(p.evidence),
            "confidence": p.confidence,
            "by": p.by,
        }
        for p in book.record.positions
    ]


def _issues(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "issue": i.id,
            "label": i.label,
            "mentions": len(i.mentions),
            "mention_spans": [_pairs(m) for m in i.mentions],
            "mention_words": [book.words(m) for m in i.mentions],
        }
        for i in book.record.issues
    ]


def _dropped(book: _Book) -> list[Row]:
    return [
        {"document": book.document, "step": d.step, "reason": d.reason, "count": d.count}
        for d in book.record.dropped
    ]


def _events(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "event": e.id,
            "type": e.type,
            "mode": e.mode,
            "trigger": book.words(e.trigger),
            "actors": list(e.actors),
            "actor_names": book.names(e.actors),
            "recipients": list(e.recipients),
            "recipient_names": book.names(e.recipients),
            "status": e.status,
            "time": book.at(e.time),
            "time_id": e.time,
            "places": list(e.places),
            "place_names": [book.places[p] for p in e.places],
            "statement": e.statement,
            "trigger_spans": _pairs(e.trigger),
            "confidence": e.confidence,
            "by": e.by,
        }
        for e in book.record.events
    ]


def _places(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "place": p.id,
            "name": p.name,
            "kind": p.kind,
            "country": p.country,
            "latitude": p.latitude,
            "longitude": p.longitude,
            "geonames": p.geonames,
            "mentions": len(p.mentions),
        }
        for p in book.record.places
    ]


def _times(book: _Book) -> list[Row]:
    return [
        {
            "document": book.document,
            "time": t.id,
            "type": t.type,
            "value": t.value,
            "start": t.span.start,
            "end": t.span.end,
            "words": book.words((t.span,)),
        }
        for t in book.record.times
    ]


def _pairs(spans: Spans) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


def _columns(line: str) -> tuple[str, ...]:
    return tuple(line.split())


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[_Book], list[Row]]]] = {
    "documents": (
        _columns("document name title url publisher published retrieved language media_type text"),
        _documents,
    ),
    "actors": (_columns("document actor name kind country wikidata mentions"), _actors),
    "roles": (_columns("document actor name title of country start end words"), _roles),
    "mentions": (_columns("document of id name form start end words"), _mentions),
    "statements": (
        _columns(
            "document statement kind speakers speaker_names source cue content addressees"
            " addressee_names within voice said said_id place place_id source_spans cue_spans"
            " content_spans confidence by"
        ),
        _statements,
    ),
    "issues": (
        _columns("document issue label mentions mention_spans mention_words"),
        _issues,
    ),
    "positions": (
        _columns(
            "document position actor actor_name actor_kind issue issue_label stance condition voice"
            " evidence statement condition_spans evidence_spans confidence by"
        ),
        _positions,
    ),
    "events": (
        _columns(
            "document event type mode trigger actors actor_names recipients recipient_names status"
            " time time_id places place_names statement trigger_spans confidence by"
        ),
        _events,
    ),
    "places": (
        _columns("document place name kind country latitude longitude geonames mentions"),
        _places,
    ),
    "times": (_columns("document time type value start end words"), _times),
    "dropped": (_columns("document step reason count"), _dropped),
}
