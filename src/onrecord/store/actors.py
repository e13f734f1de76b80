"""Actors read back: who they are, by which names, in which offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def roles(db: Connection, actor: str, *, limit: int = 20) -> list[RoleRow]:
    """The offices of an actor, those named last first; one title of one body is one office."""
    r = t.role.c
    whose = sa.select(t.actor.c.id).where(t.actor.c.now == actor)
    query = (
        sa.select(
            r.title,
            r.of,
            r.country,
            sa.func.min(r.day),
            sa.func.max(r.day).label("last"),
            sa.func.count(r.text.distinct()).label("texts"),
        )
        .where(r.actor.in_(whose))
        .group_by(r.title, r.of, r.country)
        .order_by(sa.desc("last"), sa.desc("texts"), r.title, r.of)
        .limit(limit)
    )
    return [RoleRow(*row) for row in db.execute(query)]


def offices(db: Connection, actors: Iterable[str], as_of: str | None = None) -> dict[str, str]:
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
        if as_of is not None:
            query = query.where(r.day <= as_of)
        for actor, title, of, _ in db.execute(query):
            found.setdefault(actor, f"{title}, {of}" if of else title)
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
