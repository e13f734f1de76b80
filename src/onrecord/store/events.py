"""Events read back: what happened, to whom, where, for an actor, an issue's texts or by text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import REJECTED, Spans
from onrecord.store import tables as t
from onrecord.store.db import batches
from onrecord.store.positions import first_sources, spans
from onrecord.store.then import as_then, judged_later, positions_judged


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place; degrees north and east (WGS 84)."""

    id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as the ledger holds it now. `day` is its own, else that of its text.

    `actors` and `recipients` are ids, `names` and `to` their names.
    """

    id: str
    text: str
    type: str
    mode: str | None
    status: str
    trigger: Spans
    words: str
    actors: tuple[str, ...]
    names: tuple[str, ...]
    recipients: tuple[str, ...]
    to: tuple[str, ...]
    places: tuple[PlaceRow, ...]
    day: str | None
    confidence: float
    by: str
    state: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class During:
    """Days between which events are asked for, both included; None is not asked.

    `known_by` is the moment by which the ledger had the text.
    """

    since: str | None = None
    until: str | None = None
    known_by: str | None = None


ALWAYS = During()


def of_text(db: Connection, text: str, *, rejected: bool = False) -> list[EventRow]:
    """The events of one text, in the order of the text."""
    one = sa.select(t.text.c.number).where(t.text.c.id == text).scalar_subquery()
    query = sa.select(t.event.c.number).where(t.event.c.text == one)
    if not rejected:
        query = query.where(t.event.c.state != REJECTED)
    return sorted(
        full(db, [row.number for row in db.execute(query)]), key=lambda e: (e.trigger, e.id)
    )


def of_actor(
    db: Connection, actor: str, during: During = ALWAYS, *, limit: int = 500
) -> list[EventRow]:
    """The newest events an actor takes part in, as the one who acts or the one acted on."""
    whose = sa.select(t.actor.c.id).where(t.actor.c.now == actor)
    numbers = sa.select(t.event_actor.c.event).where(t.event_actor.c.actor.in_(whose))
    return _newest(db, [t.event.c.number.in_(numbers)], during, limit)


def of_issue(
    db: Connection, issue: str, during: During = ALWAYS, *, limit: int = 500
) -> list[EventRow]:
    """The newest events between holders of positions on an issue, in the texts of the positions.

    An event counts where one of those in it holds a position on the issue in the same text:
    that a text tells of both is not enough to tie them. With `known_by`, one who held it then.
    """
    p = t.position.c
    which = sa.select(t.issue.c.id).where(t.issue.c.now == issue)
    held = (
        sa.select(t.event_actor.c.event)
        .join_from(t.position, t.event, t.event.c.text == p.text)
        .join(
            t.event_actor,
            sa.and_(t.event_actor.c.event == t.event.c.number, t.event_actor.c.actor == p.actor),
        )
        .where(p.issue.in_(which), p.state != REJECTED)
    )
    if during.known_by is None:
        return _newest(db, [t.event.c.number.in_(held)], during, limit)
    as_now = held.where(p.id.not_in(positions_judged(during.known_by)))
    was = batches(_held_then(db, issue, during.known_by))
    wanted = [t.event.c.number.in_(as_now), *(t.event.c.number.in_(some) for some in was)]
    return _newest(db, wanted, during, limit)


def full(db: Connection, numbers: Sequence[int]) -> list[EventRow]:
    """The events of these numbers, in the order given, with all that is shown."""
    made: dict[int, EventRow] = {}
    for some in batches(numbers):
        rows = db.execute(_FULL.where(t.event.c.number.in_(some))).mappings().all()
        parties, places = _parties(db, some), _places(db, some)
        first = first_sources(db, (row["number_of_text"] for row in rows))
        for row in rows:
            number, source = row["number"], first.get(row["number_of_text"])
            who = parties.get((number, "actor"), {})
            to = parties.get((number, "recipient"), {})
            made[number] = EventRow(
                **{name: row[name] for name in _PLAIN},
                trigger=spans(row["trigger"]),
                actors=tuple(who),
                names=tuple(who.values()),
                recipients=tuple(to),
                to=tuple(to.values()),
                places=tuple(places.get(number, ())),
                title=row["title"] or (source["title"] if source else None),
                publisher=source["publisher"] if source else None,
                url=source["url"] if source else None,
            )
    return [made[number] for number in numbers if number in made]


# ------------------------------------------------------------------------------------------------

_PLAIN = (
    *("id", "text", "type", "mode", "status", "words", "day", "confidence", "by", "state"),
    "published",
)
_FULL = sa.select(
    *(c for c in t.event.c if c.name != "text"),
    t.text.c.number.label("number_of_text"),
    t.text.c.id.label("text"),
    t.text.c.title,
    t.text.c.published,
).join_from(t.event, t.text, t.text.c.number == t.event.c.text)


def _held_then(db: Connection, issue: str, moment: str) -> list[int]:
    """The events of holders of positions on an issue, of those positions that were judged later."""
    then = as_then(db, judged_later(db, moment), moment)
    holders = {p.number: p.holder for p in then if p.issue == issue and p.state != REJECTED}
    of, p = t.event_actor.c, t.position.c
    query = (
        sa.select(p.number, of.event, of.actor)
        .join_from(t.position, t.event, t.event.c.text == p.text)
        .join(t.event_actor, of.event == t.event.c.number)
    )
    found: set[int] = set()
    for some in batches(sorted(holders)):
        for number, event, actor in db.execute(query.where(p.number.in_(some))):
            if actor == holders[number]:
                found.add(event)
    return sorted(found)


def _newest(
    db: Connection, wanted: Sequence[sa.ColumnElement[bool]], during: During, limit: int
) -> list[EventRow]:
    """The newest events for which any of these conditions holds, by day, then by number."""
    e = t.event.c
    day = sa.func.coalesce(e.day, "").label("day")
    query = sa.select(day, e.number).where(e.state != REJECTED)
    if during.since is not None:
        query = query.where(e.day >= during.since)
    if during.until is not None:
        query = query.where(e.day <= during.until)
    if during.known_by is not None:
        known = sa.select(t.text.c.number).where(t.text.c.known <= during.known_by)
        query = query.where(e.text.in_(known))
    query = query.order_by(day.desc(), e.number.desc()).limit(limit)
    found = {(row.day, row.number) for one in wanted for row in db.execute(query.where(one))}
    return full(db, [number for _, number in sorted(found, reverse=True)[:limit]])


def _parties(db: Connection, events: Iterable[int]) -> dict[tuple[int, str], dict[str, str]]:
    """Event number and role → ids of those in it and their names, in their order."""
    now = t.actor.alias("now")
    of = t.event_actor.c
    query = (
        sa.select(of.event, of.role, now.c.id, now.c.name)
        .join_from(t.event_actor, t.actor, t.actor.c.id == of.actor)
        .join(now, now.c.id == t.actor.c.now)
        .where(of.event.in_(list(events)))
        .order_by(of.event, of.role, of.rank)
    )
    found: dict[tuple[int, str], dict[str, str]] = {}
    for event, role, id, name in db.execute(query):
        found.setdefault((event, role), {})[id] = name
    return found


def _places(db: Connection, events: Iterable[int]) -> dict[int, list[PlaceRow]]:
    of, p = t.event_place.c, t.place.c
    query: sa.Select[Any] = (
        sa.select(of.event, p.id, p.name, p.country, p.latitude, p.longitude)
        .join_from(t.event_place, t.place, p.id == of.place)
        .where(of.event.in_(list(events)))
        .order_by(of.event, p.id)
    )
    found: dict[int, list[PlaceRow]] = {}
    for event, *place in db.execute(query):
        found.setdefault(event, []).append(PlaceRow(*place))
    return found
