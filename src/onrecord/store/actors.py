"""Actors read back: who they are, by which names, in which offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import fold
from onrecord.store import tables as t
from onrecord.store.db import batches


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor as the ledger holds it now. `country` is ISO 3166-1 alpha-2."""

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An office that texts give an actor, with the first and last day on which they do.

    The days are those of the texts, so that the office may have been held before and after.
    """

    title: str
    of: str | None
    country: str | None
    first: str | None
    last: str | None
    texts: int


def by_ids(db: Connection, ids: Iterable[str]) -> dict[str, ActorRow]:
    """The actors of these ids; those that are not there are left out."""
    found: dict[str, ActorRow] = {}
    a = t.actor.c
    query = sa.select(a.id, a.name, a.kind, a.country, a.wikidata)
    for some in batches(sorted(set(ids))):
        for row in db.execute(query.where(a.id.in_(some))):
            found[row.id] = ActorRow(*row)
    return found


def now(db: Connection, id: str) -> str | None:
    """What an actor is merged into: itself where into nothing, None where it is not there."""
    return db.execute(sa.select(t.actor.c.now).where(t.actor.c.id == id)).scalar()


def aliases(db: Connection, actor: str) -> list[str]:
    """Every other name under which an actor was read, sorted."""
    query = (
        sa.select(t.actor.c.id, t.actor.c.name).where(t.actor.c.now == actor).order_by(t.actor.c.id)
    )
    names = {row.id: row.name for row in db.execute(query)}
    return sorted({name for name in names.values() if name != names.get(actor)})


def roles(
    db: Connection,
    actor: str,
    *,
    as_of: str | None = None,
    known_by: str | None = None,
    limit: int = 20,
) -> list[RoleRow]:
    """The offices of an actor, those named last first, of one day the one of most texts.

    One title of one body is one office, in capitals or not, by its most frequent spelling.

    `as_of` is the last day of the texts that name them, `known_by` the moment by which the ledger
    had those.
    """
    r = t.role.c
    whose = sa.select(t.actor.c.id).where(t.actor.c.now == actor)
    theirs = (r.actor.in_(whose), *_named_by(as_of, known_by))
    texts = sa.func.count(r.text.distinct())
    query = (
        sa.select(r.title, r.of, r.country, sa.func.min(r.day), sa.func.max(r.day), texts)
        .where(*theirs)
        .group_by(r.title, r.of, r.country)
    )
    spelt: dict[tuple[str, str | None, str | None], list[RoleRow]] = {}
    for row in db.execute(query):
        spelt.setdefault((fold(row.title), row.of, row.country), []).append(RoleRow(*row))
    found = []
    for (_, of, country), rows in spelt.items():
        rows.sort(key=lambda row: (-row.texts, row.title))
        one = rows[0]
        if len(rows) > 1:  # a text may spell it in two ways
            same = [r.title.in_([row.title for row in rows]), r.of.is_not_distinct_from(of)]
            same.append(r.country.is_not_distinct_from(country))
            days = [day for row in rows for day in (row.first, row.last) if day]
            one = replace(
                one,
                first=min(days, default=None),
                last=max(days, default=None),
                texts=db.execute(sa.select(texts).where(*theirs, *same)).scalar_one(),
            )
        found.append(one)
    found.sort(key=lambda row: (-row.texts, row.title, row.of or ""))
    return sorted(found, key=lambda row: row.last or "", reverse=True)[:limit]


def offices(
    db: Connection,
    actors: Iterable[str],
    as_of: str | None = None,
    known_by: str | None = None,
) -> dict[str, str]:
    """Actor → its latest office up to a day in words ("Prime Minister, Estonia")."""
    r = t.role.c
    found: dict[str, str] = {}
    for some in batches(sorted(set(actors))):
        query = (
            sa.select(t.actor.c.now, r.title, r.of, sa.func.max(r.day).label("last"))
            .join_from(t.role, t.actor, t.actor.c.id == r.actor)
            .where(t.actor.c.now.in_(some))
            .group_by(t.actor.c.now, r.title, r.of)
            .order_by(t.actor.c.now, sa.desc("last"), sa.func.count().desc(), r.title, r.of)
        )
        for actor, title, of, _ in db.execute(query.where(*_named_by(as_of, known_by))):
            found.setdefault(actor, f"{title}, {of}" if of else title)
    return found


def _named_by(as_of: str | None, known_by: str | None) -> list[sa.ColumnElement[bool]]:
    """Conditions on `role` for the two clocks."""
    found: list[sa.ColumnElement[bool]] = []
    if as_of is not None:
        found.append(t.role.c.day <= as_of)
    if known_by is not None:
        known = sa.select(t.text.c.number).where(t.text.c.known <= known_by)
        found.append(t.role.c.text.in_(known))
    return found


def in_texts_of(db: Connection, positions: Sequence[int]) -> tuple[int, dict[str, int]]:
    """Of the texts of some positions (by number): how many, and how many name each actor."""
    texts: set[int] = set()
    for some in batches(positions):
        query = sa.select(t.position.c.text).where(t.position.c.number.in_(some)).distinct()
        texts.update(row.text for row in db.execute(query))
    named: dict[str, int] = {}
    for some in batches(sorted(texts)):
        query = (
            sa.select(t.actor.c.now, sa.func.count(t.appearance.c.text.distinct()))
            .join_from(t.appearance, t.actor, t.actor.c.id == t.appearance.c.actor)
            .where(t.appearance.c.text.in_(some))
            .group_by(t.actor.c.now)
        )
        for actor, count in db.execute(query):
            named[actor] = named.get(actor, 0) + count
    return len(texts), named


@dataclass(frozen=True, slots=True)
class Match:
    """An actor or issue that a name may mean; `rows` says how much is on record of it."""

    id: str
    name: str
    about: str
    rows: int


def named(db: Connection, name: str) -> list[Match]:
    """The actors of exactly this name (accents and case aside), those with most rows first."""
    return _matches(db, [t.actor.c.folded == fold(name)])


def like(db: Connection, words: str) -> list[Match]:
    """The actors in whose name words begin with all of these, those with most rows first."""
    return _matches(db, [begins(t.actor.c.folded, word) for word in fold(words).split()])


def begins(column: sa.ColumnElement[str], word: str) -> sa.ColumnElement[bool]:
    """That a word of a folded name begins so."""
    return column.startswith(word, autoescape=True) | column.contains(f" {word}", autoescape=True)


def names_beginning(db: Connection, words: str, *, limit: int = 5_000) -> list[str]:
    """Names with a word that has the first two letters of one of these: the nearest are there."""
    some = [begins(t.actor.c.folded, word[:2]) for word in fold(words).split()]
    if not some:
        return []
    query = sa.select(t.actor.c.name).where(sa.or_(*some)).distinct().order_by(t.actor.c.name)
    return [row.name for row in db.execute(query.limit(limit))]


_MOST = 200  # actors weighed where a name fits many


def _matches(db: Connection, conditions: Sequence[sa.ColumnElement[bool]]) -> list[Match]:
    query = sa.select(t.actor.c.now).where(*conditions).distinct().limit(_MOST)
    ids = [row.now for row in db.execute(query)]
    found = by_ids(db, ids)
    appears = (
        sa.select(t.actor.c.now, sa.func.count())
        .join_from(t.actor, t.appearance, t.appearance.c.actor == t.actor.c.id)
        .where(t.actor.c.now.in_(ids))
        .group_by(t.actor.c.now)
    )
    counts: dict[str, int] = dict(db.execute(appears).all()) if ids else {}
    made = [
        Match(a.id, a.name, ", ".join(filter(None, (a.kind, a.country))), counts.get(a.id, 0))
        for a in found.values()
    ]
    return sorted(made, key=lambda m: (-m.rows, m.name, m.id))
