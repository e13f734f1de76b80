"""A record into the ledger: its text once, its source, its marks, what judgements make of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import InputError
from onrecord.model import Record, Text, fold
from onrecord.store import copies
from onrecord.store import tables as t
from onrecord.store.identities import key_of, note_news
from onrecord.store.reapply import reapply_text
from onrecord.store.rows import RecordRows, Row, packed, source_row

AT_ONCE = 500  # ids asked for in one statement; SQLite takes 999 parameters at the least


@dataclass(frozen=True, slots=True)
class Added:
    """What a record brought: its text's number; whether text, source and marks were new."""

    number: int
    text: bool
    source: bool
    marks: bool


def write_record(db: Connection, record: Record, now: str, *, steps: Iterable[str] = ()) -> Added:
    """Keep a record, in the caller's transaction; `now` is the moment to note.

    `steps` are the names (with versions) of the steps that read it; left out, those that its
    marks name. A text that these steps have read already gains a source only; what other steps
    read before is replaced, but for what people stand behind. Raises `InputError` where the text
    holds characters that no database keeps.
    """
    text = record.document
    _check_characters(text)
    names = tuple(steps) or _steps_of(record)
    known = db.execute(sa.select(t.text.c.number).where(t.text.c.id == text.id)).scalar()
    number = known if known is not None else _insert_text(db, text, now)
    if known is None:
        copies.write_family(db, number, text.text)
    marks = not is_read(db, number, names) or _gains_a_date(db, number, text)
    source = write_source(db, number, text, now)
    if marks:
        before: dict[sa.Table, list[str]] = {}
        if known is not None:
            before = _utterances(db, number)
            note_news(db, _keys(db, number))
            _remove_marks(db, number)
        _write_marks(db, record, number, names, now)
        for table, after in _utterances(db, number).items():
            copies.choose_first(db, table, {*before.get(table, ()), *after})
    return Added(number, known is None, source, marks)


def _check_characters(text: Text) -> None:
    """Refuse what SQLite or PostgreSQL cannot keep, whichever of them this is."""
    if "\0" in text.text or not _is_unicode(text.text):
        raise InputError(
            "the text holds zeros or halves of characters",
            where=text.name,
            hint="is it text? A file without them can be added",
        )


def _is_unicode(words: str) -> bool:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_read(db: Connection, number: int, steps: Sequence[str]) -> bool:
    """Whether a text has been read by these steps, all of them and no others."""
    kept = db.execute(sa.select(t.reading.c.steps).where(t.reading.c.text == number)).scalar()
    return kept == packed(tuple(steps))


def known_text(db: Connection, text: Text, steps: Sequence[str]) -> int | None:
    """The number of a text that these steps have read; None where it must be read.

    A text that was read without a day, and is given one now, must be: its times hang on it.
    """
    row = db.execute(
        sa.select(t.text.c.number, t.text.c.published, t.reading.c.steps)
        .join(t.reading, t.reading.c.text == t.text.c.number)
        .where(t.text.c.id == text.id)
    ).first()
    if row is None or row.steps != packed(tuple(steps)):
        return None
    return None if row.published is None and text.published else int(row.number)


def _gains_a_date(db: Connection, number: int, text: Text) -> bool:
    published = db.execute(sa.select(t.text.c.published).where(t.text.c.number == number)).scalar()
    return published is None and text.published is not None


def is_source(db: Connection, number: int, text: Text) -> bool:
    """Whether the ledger knows that a text was found in this place."""
    id = source_row(text, number, "")["id"]
    return db.execute(sa.select(t.source.c.id).where(t.source.c.id == id)).first() is not None


def write_source(db: Connection, number: int, text: Text, now: str) -> bool:
    """Note where a text was found; False where that is known.

    The text is counted as published on the first day that a source gives, and as known from the
    first moment at which one was retrieved (else added): its marks are dated anew if need be.
    """
    row = source_row(text, number, now)
    if is_source(db, number, text):
        return False
    db.execute(t.source.insert().values(**row))
    kept = db.execute(
        sa.select(t.text.c.published, t.text.c.known).where(t.text.c.number == number)
    ).one()
    published = min((d for d in (kept.published, row["published"]) if d), default=None)
    db.execute(
        t.text.update()
        .where(t.text.c.number == number)
        .values(
            sources=t.text.c.sources + 1,
            title=sa.func.coalesce(t.text.c.title, text.title),
            published=published,
            known=min(kept.known, row["retrieved"] or now),
        )
    )
    if published != kept.published:
        _date_anew(db, number, published)
    return True


def _insert_text(db: Connection, text: Text, now: str) -> int:
    made = db.execute(
        t.text.insert().values(
            id=text.id,
            characters=text.text,
            title=text.title,
            language=text.language,
            media_type=text.media_type,
            words=len(text.text.split()),
            published=text.published.isoformat() if text.published else None,
            known=now,
            added=now,
            sources=0,
        )
    )
    return int(_key(made))


def _key(made: sa.CursorResult[Any]) -> int:
    key = made.inserted_primary_key
    if key is None:
        raise RuntimeError("a row was inserted without a key")
    return int(key[0])


def _steps_of(record: Record) -> tuple[str, ...]:
    by = {m.by for m in record.statements} | {m.by for m in record.positions}
    by |= {m.by for m in record.events} | {d.step for d in record.dropped}
    return tuple(sorted(by))


def _remove_marks(db: Connection, number: int) -> None:
    for table in t.MARKS:
        if "text" in table.c:
            db.execute(table.delete().where(table.c.text == number))
            continue
        parent, key = (t.statement, "statement") if "statement" in table.c else (t.event, "event")
        mine = sa.select(parent.c.number).where(parent.c.text == number)
        db.execute(table.delete().where(table.c[key].in_(mine)))


def _write_marks(
    db: Connection, record: Record, number: int, steps: tuple[str, ...], now: str
) -> None:
    rows = RecordRows(record, number, *_published_and_family(db, number))
    note_news(db, (key_of(a.kind, a.name) for a in record.actors))
    _insert(db, t.reading, [{"text": number, "steps": packed(steps), "read": now}])
    _insert(db, t.dropped, rows.dropped())
    _insert_missing(db, t.actor, _new_actors(record))
    _insert_missing(db, t.place, rows.new_places())
    _insert_missing(db, t.issue, rows.new_issues())
    _insert(db, t.appearance, rows.appearances())
    _insert(db, t.role, rows.roles())
    _insert(db, t.whereabouts, rows.whereabouts())
    _insert(db, t.time, rows.times())
    _insert(db, t.issue_mention, rows.issue_mentions())
    _insert(db, t.statement, rows.statements())
    _insert(db, t.speaker, rows.speakers(_numbers(db, t.statement, number)))
    _insert(db, t.position, rows.positions())
    _insert(db, t.event, rows.events())
    numbers = _numbers(db, t.event, number)
    _insert(db, t.event_actor, rows.event_actors(numbers))
    _insert(db, t.event_place, rows.event_places(numbers))
    reapply_text(db, number)


def _keys(db: Connection, number: int) -> list[str]:
    """The names of all who appear in a text."""
    query = (
        sa.select(t.actor.c.key)
        .join(t.appearance, t.appearance.c.read_actor == t.actor.c.id)
        .where(t.appearance.c.text == number, t.actor.c.key.is_not(None))
    )
    return [row.key for row in db.execute(query)]


def _new_actors(record: Record) -> list[Row]:
    return [
        {
            "id": a.id,
            "read_name": a.name,
            "name": a.name,
            "folded": fold(a.name),
            "read_kind": a.kind,
            "kind": a.kind,
            "read_country": a.country,
            "country": a.country,
            "wikidata": a.wikidata,
            "now": a.id,
            "key": key_of(a.kind, a.name),
        }
        for a in record.actors
    ]


def _numbers(db: Connection, table: sa.Table, text: int) -> dict[str, int]:
    query = sa.select(table.c.id, table.c.number).where(table.c.text == text)
    return {row.id: row.number for row in db.execute(query)}


def _insert(db: Connection, table: sa.Table, rows: list[Row]) -> None:
    if rows:
        db.execute(table.insert(), rows)


def _insert_missing(db: Connection, table: sa.Table, rows: list[Row]) -> None:
    known: set[str] = set()
    ids = [row["id"] for row in rows]
    for start in range(0, len(ids), AT_ONCE):
        query = sa.select(table.c.id).where(table.c.id.in_(ids[start : start + AT_ONCE]))
        known.update(row.id for row in db.execute(query))
    _insert(db, table, [row for row in rows if row["id"] not in known])


def _date_anew(db: Connection, number: int, published: str | None) -> None:
    """Give the marks of a text the days that follow from another day of publication."""
    from onrecord.store.records import record_of

    if not db.execute(sa.select(t.reading.c.text).where(t.reading.c.text == number)).first():
        return
    id = db.execute(sa.select(t.text.c.id).where(t.text.c.number == number)).scalar_one()
    _, family = _published_and_family(db, number)
    rows = RecordRows(record_of(db, id, as_read=True), number, published, family)
    db.execute(t.role.update().where(t.role.c.text == number).values(day=published))
    for table, dated in (
        (t.statement, rows.statements()),
        (t.position, rows.positions()),
        (t.event, rows.events()),
    ):
        for row in dated:
            db.execute(table.update().where(table.c.id == row["id"]).values(day=row["day"]))
    for table, utterances in _utterances(db, number).items():
        query = table.update().where(table.c.utterance.in_(utterances)).values(repeat=False)
        db.execute(query)
        copies.choose_first(db, table, utterances)


def _published_and_family(db: Connection, number: int) -> tuple[str | None, str]:
    first = t.text.alias()
    row = db.execute(
        sa.select(t.text.c.published, first.c.id)
        .join(first, first.c.number == t.text.c.family)
        .where(t.text.c.number == number)
    ).one()
    return row.published, row.id


def _utterances(db: Connection, number: int) -> dict[sa.Table, list[str]]:
    """Table → the utterances that have a row in it which is of this text."""
    return {
        table: [
            row.utterance
            for row in db.execute(
                sa.select(table.c.utterance).where(table.c.text == number).distinct()
            )
        ]
        for table in (t.statement, t.position)
    }


__all__ = ["Added", "is_read", "is_source", "known_text", "write_record", "write_source"]
