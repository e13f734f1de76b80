"""Positions read back: rows as they hold now, for an issue, an actor, a text or by id.

Two shapes. `Light` has what a standing is derived from and is read from an index alone, so that an
issue with 60,000 rows costs a fraction of a second; `PositionRow` has all that is shown, and is
fetched for the rows that decide (`full`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.issues import reverse
from onrecord.model import MACHINE, REJECTED, PositionRow, Span, Spans
from onrecord.store import tables as t
from onrecord.store.db import AT_ONCE, batches
from onrecord.store.effects import words_of
from onrecord.store.then import Then, as_they_were

TOLD = ("other",)  # voices that are not the actor's own
VOICES = ("direct", "indirect", "author", "spokesperson", "other")  # of one day, in this order


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are asked for; what is None is not asked.

    `as_of` is the last day, `since` the first; `known_by` the moment by which the ledger had the
    text; `publisher` an outlet's name; `state` and `voice` values of a row. Repeats of an
    utterance and rejected rows are left out unless asked for.
    """

    as_of: str | None = None
    since: str | None = None
    known_by: str | None = None
    publisher: str | None = None
    state: str | None = None
    voice: str | None = None
    repeats: bool = False
    rejected: bool = False


EVERY = Asked()


class Light(NamedTuple):
    """What the rule of standings looks at; `issue` and `stance` as the one who asks sees them."""

    number: int
    id: str
    actor: str
    issue: str
    stance: str
    voice: str
    day: str | None
    state: str
    confidence: float
    condition: str | None
    reversed: bool  # said of the opposite issue, so that the stance is turned


def of_issue(db: Connection, issue: str, asked: Asked = EVERY) -> list[PositionRow]:
    """All rows on an issue, those on its opposites with the stance reversed, by day."""
    return full(db, light_of_issue(db, issue, asked))


def of_actor(db: Connection, actor: str, asked: Asked = EVERY) -> list[PositionRow]:
    """All rows of an actor, each on its own issue (nothing reversed), by day."""
    return full(db, light_of_actor(db, actor, asked))


def of_text(db: Connection, text: str, asked: Asked = EVERY) -> list[PositionRow]:
    """The rows of one text, repeats of utterances included, in the order of the text."""
    one = sa.select(t.text.c.number).where(t.text.c.id == text).scalar_subquery()
    query = _light(asked, repeats=True).where(t.position.c.text == one)
    rows = _read(db, query)
    return sorted(full(db, rows), key=lambda row: (row.evidence, row.id))


def by_ids(db: Connection, ids: Iterable[str]) -> list[PositionRow]:
    """The rows of these ids, in the order given; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    query = _light(Asked(repeats=True, rejected=True))
    found: dict[str, Light] = {}
    for some in batches(wanted):
        for row in db.execute(query.where(t.position.c.id.in_(some))):
            found[row.id] = Light._make(row)
    return full(db, [found[id] for id in wanted if id in found])


def light_of_issue(db: Connection, issue: str, asked: Asked = EVERY) -> list[Light]:
    """As `of_issue`, in the light shape, in no order that means anything."""
    others = opposites(db, [issue]).get(issue, ())
    on = t.position.c.issue.in_(sa.select(t.issue.c.id).where(t.issue.c.now.in_([issue, *others])))
    rows = _read(db, _light(asked).where(on))
    rows = _as_known(db, rows, asked, lambda row: row.issue == issue or row.issue in others)
    return [row if row.issue == issue else _reversed(row, issue) for row in rows]


def light_of_actor(db: Connection, actor: str, asked: Asked = EVERY) -> list[Light]:
    """As `of_actor`, in the light shape."""
    whose = sa.select(t.actor.c.id).where(t.actor.c.now == actor)
    rows = _read(db, _light(asked).where(t.position.c.actor.in_(whose)))
    return _as_known(db, rows, asked, lambda row: row.actor == actor)


def light_since(db: Connection, since: str, asked: Asked = EVERY) -> list[Light]:
    """The rows from a day on, and for their actors and issues the last ones before it.

    Last ones: the one that decides (`analyse.standings`), for every label and name that the issue
    and the actor have, opposite issues too: enough to say where each stood when that day began.
    Issues that are opposites stay two (`opposites`).
    """
    recent = replace(asked, since=since)
    pairs = _light(recent).with_only_columns(
        _ISSUE.c.now.label("issue"), _ACTOR.c.now.label("actor")
    )
    one, other = t.issue.alias("one"), t.issue.alias("other")
    first = pairs.distinct().cte("first")
    turned = (
        sa.select(other.c.now, first.c.actor)
        .join_from(first, one, one.c.now == first.c.issue)
        .join(t.opposite, t.opposite.c.issue == one.c.id)
        .join(other, other.c.id == t.opposite.c.other)
    )
    both = sa.union(sa.select(first.c.issue, first.c.actor), turned).cte("both")
    # As values, not as a join: a join is read from the wrong end, every position first.
    own, told = _last(since, asked, told=False), _last(since, asked, told=True)
    before = sa.select(sa.func.coalesce(own, told))
    before = before.select_from(
        both.join(_ISSUE, _ISSUE.c.now == both.c.issue).join(_ACTOR, _ACTOR.c.now == both.c.actor)
    )
    numbers = [number for number in db.execute(before).scalars().all() if number is not None]
    rows = _read(db, _light(recent))
    for some in batches(numbers):
        everything = _light(Asked(repeats=True, rejected=True))
        rows += _read(db, everything.where(t.position.c.number.in_(some)))
    if asked.known_by is None:
        return rows
    # A row rejected since names no pair above: where its actor stood before is read for it.
    was = _as_known(db, [], recent, lambda row: True)
    rows = _as_known(db, rows, asked, lambda row: True)
    for actor in sorted({row.actor for row in was}):
        rows += light_of_actor(db, actor, asked)
    return list({row.number: row for row in rows}.values())


def _last(since: str, asked: Asked, *, told: bool) -> sa.ScalarSelect[int]:
    """The number of the row that decides before a day, of one label and one name."""
    p = t.position.c
    query = sa.select(p.number).where(
        p.issue == _ISSUE.c.id,
        p.actor == _ACTOR.c.id,
        p.day < since,
        p.voice.in_(TOLD) if told else p.voice.not_in(TOLD),
    )
    query = _narrowed(query, replace(asked, since=None), repeats=False)
    voice = sa.case({name: n for n, name in enumerate(VOICES)}, value=p.voice)
    query = query.order_by(p.day.desc(), p.state == MACHINE, voice, p.confidence.desc(), p.id)
    return query.limit(1).correlate(_ISSUE, _ACTOR).scalar_subquery()


def opposites(db: Connection, issues: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Issue → those that are its reverse, by id; issues without any are left out.

    Both sides count as what they are merged into.
    """
    wanted = sorted(set(issues))
    one, other = t.issue.alias("one"), t.issue.alias("other")
    query = (
        sa.select(one.c.now, other.c.now)
        .join_from(one, t.opposite, t.opposite.c.issue == one.c.id)
        .join(other, other.c.id == t.opposite.c.other)
        .where(one.c.now != other.c.now)
        .distinct()
    )
    # Of many issues all pairs are read at once: there are fewer than there are issues.
    parts = [wanted] if len(wanted) > AT_ONCE else list(batches(wanted))
    found: dict[str, set[str]] = {}
    for some in parts:
        asked = query.where(one.c.now.in_(some)) if len(some) <= AT_ONCE else query
        for issue, reverse_of_it in db.execute(asked):
            found.setdefault(issue, set()).add(reverse_of_it)
    return {issue: tuple(sorted(found[issue])) for issue in wanted if issue in found}


def full(db: Connection, rows: Sequence[Light]) -> list[PositionRow]:
    """The rows with all that is shown, by day and id; actor, issue and stance as in the light."""
    light = {row.number: row for row in rows}
    made: list[PositionRow] = []
    for some in batches(list(light)):
        found = db.execute(_FULL.where(t.position.c.number.in_(some))).mappings().all()
        places = sources_of(db, (row["utterance"] for row in found), t.position)
        first = first_sources(db, (row["number_of_text"] for row in found))
        made += [
            _as_it_was(db, _row(row, one, places, first.get(row["number_of_text"])), one, row)
            for row in found
            for one in (light[row["number"]],)
        ]
    return sorted(made, key=lambda row: (row.day or "", row.id))


# ------------------------------------------------------------------------------------------------


def _light(asked: Asked, *, repeats: bool = False) -> sa.Select[Any]:
    """Light rows with merges applied: of position alone but for the two indirections."""
    p = t.position.c
    query = (
        sa.select(
            p.number,
            p.id,
            _ACTOR.c.now.label("actor"),
            _ISSUE.c.now.label("issue"),
            p.stance,
            p.voice,
            p.day,
            p.state,
            p.confidence,
            p.condition,
            sa.false().label("reversed"),
        )
        .join_from(t.position, _ACTOR, _ACTOR.c.id == p.actor)
        .join(_ISSUE, _ISSUE.c.id == p.issue)
    )
    return _narrowed(query, asked, repeats=repeats)


def _narrowed(query: sa.Select[Any], asked: Asked, *, repeats: bool) -> sa.Select[Any]:
    p = t.position.c
    if not (asked.repeats or repeats):
        query = query.where(p.repeat.is_(False))
    if asked.state is not None:
        query = query.where(p.state == asked.state)
    elif not asked.rejected:
        query = query.where(p.state != REJECTED)
    if asked.as_of is not None:
        query = query.where(p.day <= asked.as_of)
    if asked.since is not None:
        query = query.where(p.day >= asked.since)
    if asked.voice is not None:
        query = query.where(p.voice == asked.voice)
    if asked.known_by is not None:
        query = query.join(t.text, t.text.c.number == p.text)
        query = query.where(t.text.c.known <= asked.known_by)
    if asked.publisher is not None:
        s = t.source.c
        query = query.where(sa.exists().where(s.text == p.text, s.outlet == asked.publisher))
    return query


def _as_known(
    db: Connection, rows: list[Light], asked: Asked, fits: Callable[[Light], bool]
) -> list[Light]:
    """The rows; where `known_by` is asked, as they were before they were judged later.

    `fits` says of a row as it was whether it belongs to them.
    """
    anything = replace(asked, state=None, rejected=True)

    def again(positions: list[Then]) -> list[Light]:
        was = {then.id: then for then in positions}
        found = _read(db, _light(anything).where(t.position.c.id.in_(sorted(was))))
        then = [_was(row, was[row.id]) for row in found]
        return [row for row in then if fits(row) and _wanted(row, asked)]

    return as_they_were(db, rows, asked.known_by, again)


def _was(row: Light, then: Then) -> Light:
    return row._replace(
        actor=then.actor,
        issue=then.issue,
        stance=then.stance,
        condition=then.condition,
        state=then.state,
    )


def _wanted(row: Light, asked: Asked) -> bool:
    if asked.state is not None:
        return row.state == asked.state
    return asked.rejected or row.state != REJECTED


def _read(db: Connection, query: sa.Select[Any]) -> list[Light]:
    # As the driver gives them: tens of thousands of SQLAlchemy rows would cost as much again.
    cursor: Any = db.execute(query).cursor
    rows: list[Light] = []
    while some := cursor.fetchmany(1000):
        rows += map(_MAKE, some)
    return rows


_MAKE = partial(tuple.__new__, Light)  # as `Light._make`, at a third of its time


def _reversed(row: Light, issue: str) -> Light:
    return row._replace(issue=issue, stance=reverse(row.stance), reversed=True)


_ACTOR = t.actor.alias("of_row")
_ISSUE = t.issue.alias("label")
_NOW = t.actor.alias("now")
_FULL = (
    sa.select(
        *(t.position.c[name] for name in ("number", "id", "stance", "condition", "voice")),
        *(t.position.c[name] for name in ("condition_words", "evidence", "words", "statement")),
        *(t.position.c[name] for name in ("day", "confidence", "by", "state", "utterance")),
        t.text.c.number.label("number_of_text"),
        t.text.c.id.label("text"),
        t.text.c.title,
        t.text.c.published,
        t.text.c.known,
        _NOW.c.id.label("actor"),
        _NOW.c.name.label("actor_name"),
        _NOW.c.kind.label("actor_kind"),
        _NOW.c.country,
        _ISSUE.c.label.label("label"),
        _ISSUE.c.now.label("issue"),
    )
    .join_from(t.position, t.text, t.text.c.number == t.position.c.text)
    .join(_ACTOR, _ACTOR.c.id == t.position.c.actor)
    .join(_NOW, _NOW.c.id == _ACTOR.c.now)
    .join(_ISSUE, _ISSUE.c.id == t.position.c.issue)
)


def _row(
    row: sa.RowMapping, light: Light, places: Mapping[str, int], source: sa.RowMapping | None
) -> PositionRow:
    return PositionRow(
        id=row["id"],
        text=row["text"],
        actor=row["actor"],
        actor_name=row["actor_name"],
        actor_kind=row["actor_kind"],
        country=row["country"],
        issue=light.issue,
        label=row["label"],
        reversed=bool(light.reversed),
        stance=light.stance,
        condition=None if row["condition"] is None else spans(row["condition"]),
        condition_words=row["condition_words"],
        voice=row["voice"],
        evidence=spans(row["evidence"]),
        words=row["words"],
        statement=row["statement"],
        day=row["day"],
        known=row["known"],
        confidence=row["confidence"],
        by=row["by"],
        state=light.state,
        title=row["title"] or (source["title"] if source else None),
        publisher=source["publisher"] if source else None,
        url=source["url"] if source else None,
        published=row["published"],
        sources=places.get(row["utterance"], 1),
    )


def _as_it_was(db: Connection, made: PositionRow, light: Light, row: sa.RowMapping) -> PositionRow:
    """The row with holder and condition as they were before later judgements, if there are any."""
    if light.actor != made.actor:
        a = t.actor.c
        who = db.execute(
            sa.select(a.id, a.name, a.kind, a.country).where(a.id == light.actor)
        ).one()
        made = replace(
            made, actor=who.id, actor_name=who.name, actor_kind=who.kind, country=who.country
        )
    if light.condition != row["condition"]:
        condition = spans(light.condition) if light.condition else None
        words = words_of(db, row["number_of_text"], condition) if condition else None
        made = replace(made, condition=condition, condition_words=words)
    return made


def sources_of(db: Connection, utterances: Iterable[str], marks: sa.Table) -> dict[str, int]:
    """Utterance → in how many places its texts were found, each text counted once."""
    found: dict[str, int] = {}
    for some in batches(sorted(set(utterances))):
        texts = (
            sa.select(marks.c.utterance, marks.c.text)
            .where(marks.c.utterance.in_(some))
            .distinct()
            .subquery()
        )
        query = (
            sa.select(texts.c.utterance, sa.func.sum(t.text.c.sources))
            .join_from(texts, t.text, t.text.c.number == texts.c.text)
            .group_by(texts.c.utterance)
        )
        found |= {utterance: int(count) for utterance, count in db.execute(query)}
    return found


def first_sources(db: Connection, texts: Iterable[int]) -> dict[int, sa.RowMapping]:
    """Text number → the source it is cited by: the earliest published, then the lowest id."""
    found: dict[int, sa.RowMapping] = {}
    s = t.source.c
    for some in batches(sorted(set(texts))):
        query = (
            sa.select(s.text, s.name, s.title, s.outlet.label("publisher"), s.url, s.published)
            .where(s.text.in_(some))
            .order_by(s.text, s.published.is_(None), s.published, s.id)
        )
        for row in db.execute(query).mappings():
            found.setdefault(row["text"], row)
    return found


def spans(value: str) -> Spans:
    """Spans as they are kept: a JSON list of pairs."""
    return tuple(Span(start, end) for start, end in json.loads(value))
