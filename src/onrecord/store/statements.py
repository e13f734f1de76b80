"""Statements read back: rows as they hold now, for an actor, a text or by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import REJECTED, StatementRow
from onrecord.store import tables as t
from onrecord.store.db import batches
from onrecord.store.positions import first_sources, sources_of, spans

SPEAKER = "speaker"
MANY = 5_000  # statements that are walked through rather than sorted
WALKED = (20_000, 200_000)  # the newest statements among which so many are looked for, in turn
# All three were tuned on 2 M made statements (benchmarks/ledger.py).


def by_ids(db: Connection, ids: Iterable[str]) -> list[StatementRow]:
    """The rows of these ids, in the order given; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    numbers: dict[str, int] = {}
    for some in batches(wanted):
        query = sa.select(t.statement.c.id, t.statement.c.number)
        numbers |= dict(db.execute(query.where(t.statement.c.id.in_(some))).all())
    return full(db, [numbers[id] for id in wanted if id in numbers])


def of_text(db: Connection, text: str, *, rejected: bool = False) -> list[StatementRow]:
    """The rows of one text, repeats of utterances included, in the order of the text."""
    one = sa.select(t.text.c.number).where(t.text.c.id == text).scalar_subquery()
    query = sa.select(t.statement.c.number).where(t.statement.c.text == one)
    if not rejected:
        query = query.where(t.statement.c.state != REJECTED)
    rows = full(db, [row.number for row in db.execute(query)])
    return sorted(rows, key=lambda row: (row.content, row.id))


def of_actor(
    db: Connection,
    actor: str,
    *,
    as_of: str | None = None,
    known_by: str | None = None,
    limit: int = 20,
) -> list[StatementRow]:
    """The newest statements of an actor, repeats and rejected ones left out.

    `as_of` is the last day, `known_by` the moment by which the ledger had the text.
    """
    said = t.speaker.alias("said")
    whose = [row.id for row in db.execute(sa.select(t.actor.c.id).where(t.actor.c.now == actor))]
    theirs = (said.c.actor.in_(whose), said.c.role == SPEAKER)
    bounds = _bounds(as_of, known_by)
    # What is bounded may lie far behind the newest of all: it is sorted, not looked for there.
    many = not bounds and at_least(db, sa.select(said.c.statement).where(*theirs), MANY)

    def within(edge: str | None) -> sa.ColumnElement[bool]:
        if edge is None:
            return t.statement.c.number.in_(sa.select(said.c.statement).where(*theirs))
        return sa.exists().where(said.c.statement == t.statement.c.number, *theirs)

    return full(db, newest(db, within, limit, *bounds, many=many)) if whose else []


def count_of_actor(
    db: Connection, actor: str, *, as_of: str | None = None, known_by: str | None = None
) -> int:
    """How many statements an actor made, repeats and rejected ones among them.

    `as_of` and `known_by` as for `of_actor`.
    """
    whose = sa.select(t.actor.c.id).where(t.actor.c.now == actor)
    query = sa.select(sa.func.count(t.speaker.c.statement.distinct())).where(
        t.speaker.c.actor.in_(whose), t.speaker.c.role == SPEAKER
    )
    if bounds := _bounds(as_of, known_by):
        query = query.join(t.statement, t.statement.c.number == t.speaker.c.statement)
        query = query.where(*bounds)
    return int(db.execute(query).scalar_one())


def _bounds(as_of: str | None, known_by: str | None) -> list[sa.ColumnElement[bool]]:
    """Conditions on `statement` for the two clocks."""
    found: list[sa.ColumnElement[bool]] = []
    if as_of is not None:
        found.append(t.statement.c.day <= as_of)
    if known_by is not None:
        found.append(had_by(known_by))
    return found


def had_by(moment: str) -> sa.ColumnElement[bool]:
    """The condition on `statement` that the ledger had its text by a moment."""
    known = sa.select(t.text.c.number).where(t.text.c.known <= moment)
    return t.statement.c.text.in_(known)


def newest(
    db: Connection,
    within: Callable[[str | None], sa.ColumnElement[bool]],
    limit: int,
    *conditions: sa.ColumnElement[bool],
    many: bool = False,
    rejected: bool = False,
) -> list[int]:
    """The numbers of the newest statements among those wanted, by day, then by number.

    `within` makes the condition on `statement` that one is wanted: of those after a day or, given
    None, of all. Where `many` are wanted they are looked for among the newest
    of all, which finds enough soon; where that does not, and where few are, they are sorted.
    """
    s = t.statement.c
    holds = [s.repeat.is_(False), *conditions]
    if not rejected:
        holds.append(s.state != REJECTED)
    for depth in WALKED if many else ():
        days = sa.select(s.day).where(s.day.is_not(None)).order_by(s.day.desc())
        edge = db.execute(days.offset(depth).limit(1)).scalar()
        if edge is None:
            break
        query = sa.select(s.number).where(s.day > edge, within(edge), *holds)
        query = query.order_by(s.day.desc(), s.number.desc()).limit(limit)
        found = [row.number for row in db.execute(query)]
        if len(found) == limit:
            return found
    query = sa.select(s.number).where(within(None), *holds)
    query = query.order_by(sa.func.coalesce(s.day, "").desc(), s.number.desc()).limit(limit)
    return [row.number for row in db.execute(query)]


def at_least(db: Connection, query: sa.Select[Any], count: int) -> bool:
    """Whether a query gives so many rows; counting ends there."""
    counted = sa.select(sa.func.count()).select_from(query.limit(count).subquery())
    return bool(db.execute(counted).scalar_one() == count)


def full(db: Connection, numbers: Sequence[int]) -> list[StatementRow]:
    """The rows of these numbers, in the order given, with all that is shown."""
    made: dict[int, StatementRow] = {}
    for some in batches(numbers):
        found = db.execute(_FULL.where(t.statement.c.number.in_(some))).mappings().all()
        speakers = _speakers(db, some)
        places = sources_of(db, (row["utterance"] for row in found), t.statement)
        first = first_sources(db, (row["number_of_text"] for row in found))
        for row in found:
            made[row["number"]] = _row(
                row,
                speakers.get(row["number"], []),
                places.get(row["utterance"], 1),
                first.get(row["number_of_text"]),
            )
    return [made[number] for number in numbers if number in made]


# ------------------------------------------------------------------------------------------------


_FULL = sa.select(
    *(c for c in t.statement.c if c.name not in ("text", "within", "said", "place")),
    t.text.c.number.label("number_of_text"),
    t.text.c.id.label("text"),
    t.text.c.title,
    t.text.c.published,
).join_from(t.statement, t.text, t.text.c.number == t.statement.c.text)


def _speakers(db: Connection, numbers: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Statement number → id and name of those who said it, in their order."""
    now = t.actor.alias("now")
    query = (
        sa.select(t.speaker.c.statement, now.c.id, now.c.name)
        .join_from(t.speaker, t.actor, t.actor.c.id == t.speaker.c.actor)
        .join(now, now.c.id == t.actor.c.now)
        .where(t.speaker.c.statement.in_(numbers), t.speaker.c.role == SPEAKER)
        .order_by(t.speaker.c.statement, t.speaker.c.rank)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for statement, id, name in db.execute(query):
        of_it = found.setdefault(statement, [])
        if (id, name) not in of_it:  # two names of the text that are one actor
            of_it.append((id, name))
    return found


def _row(
    row: sa.RowMapping,
    speakers: Sequence[tuple[str, str]],
    places: int,
    source: sa.RowMapping | None,
) -> StatementRow:
    return StatementRow(
        id=row["id"],
        text=row["text"],
        kind=row["kind"],
        voice=row["voice"],
        speakers=tuple(id for id, _ in speakers),
        names=tuple(name for _, name in speakers),
        source=spans(row["source"]),
        cue=spans(row["cue"]),
        content=spans(row["content"]),
        source_words=row["source_words"],
        cue_words=row["cue_words"],
        words=row["words"],
        day=row["day"],
        confidence=row["confidence"],
        by=row["by"],
        state=row["state"],
        title=row["title"] or (source["title"] if source else None),
        publisher=source["publisher"] if source else None,
        url=source["url"] if source else None,
        published=row["published"],
        sources=places,
    )
