"""Lists of a whole ledger for its pages: every issue and actor in one line, outlets by week.

Each is one pass over an index, so a second or so on millions of rows: pages keep what they get.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from onrecord.model import REJECTED, kinds
from onrecord.store import tables as t
from onrecord.store.db import Db, batches
from onrecord.store.positions import opposites
from onrecord.store.statements import SPEAKER

_IDS = re.compile(r'"([ai][0-9a-f]{16})"')


class Version(NamedTuple):
    """How far a ledger has come: the numbers of its last judgement and its last text."""

    judged: int
    texts: int


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue with its positions by stance, rows on its opposites left out.

    `folded` holds all its labels, to be searched; `stances` counts positions in the order of
    `kinds("stance")`; `first` and `last` are days.
    """

    id: str
    label: str
    folded: str
    stances: tuple[int, ...]
    positions: int
    actors: int
    first: str | None
    last: str | None
    vague: bool  # its label says too little to be one act in two texts


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor who is on record: how many positions on how many issues, how many statements."""

    id: str
    name: str
    folded: str
    kind: str
    country: str | None
    positions: int
    issues: int
    statements: int
    last: str | None


@dataclass(frozen=True, slots=True)
class OutletWeek:
    """Texts of one outlet (empty: not told) in the week that begins on a Monday."""

    outlet: str
    week: str
    texts: int


def version_of(db: Db) -> Version:
    """The version of a ledger: another one means that pages may look otherwise."""
    last = (sa.select(sa.func.max(table.c.number)) for table in (t.judgement, t.text))
    return Version(*(int(db.execute(query).scalar() or 0) for query in last))


def touched(db: Db, since: int, at_most: int = 200) -> frozenset[str] | None:
    """The actors and issues that the judgements after a number are about, merges applied.

    None where that may be any: where actors or issues themselves were judged, or too much was.
    """
    j, p = t.judgement.c, t.position.c
    query = sa.select(j.layer, j.mark, j.value, j.snapshot).where(j.number > since)
    rows = db.execute(query.order_by(j.number).limit(at_most + 1)).all()
    if len(rows) > at_most or any(row.layer in ("actor", "issue") for row in rows):
        return None
    ids = {id for row in rows for id in _IDS.findall(row.value + row.snapshot)}
    marks = [row.mark for row in rows if row.layer == "position"]
    columns = (p.actor, p.read_actor, p.issue, p.read_issue)
    ids |= {
        id
        for some in batches(marks)
        for row in db.execute(sa.select(*columns).where(p.id.in_(some)))
        for id in row
    }
    found = set(ids)
    for table in (t.actor, t.issue):
        for some in batches(sorted(ids)):
            query = sa.select(table.c.now).where(table.c.id.in_(some))
            found |= {row.now for row in db.execute(query)}
    for others in opposites(db, found).values():
        found |= {*others}
    return frozenset(found)


def issue_lines(db: Db) -> list[IssueLine]:
    """Every issue that somebody holds a position on, by id."""
    p, place = t.position.c, {stance: at for at, stance in enumerate(kinds("stance"))}
    counted = (p.repeat.is_(False), p.state != REJECTED)
    per_label = (
        sa.select(p.issue, p.stance, sa.func.count(), sa.func.min(p.day), sa.func.max(p.day))
        .where(*counted)
        .group_by(p.issue, p.stance)
    )
    by_label = defaultdict(list)
    for issue, stance, count, first, last in db.execute(per_label):
        by_label[issue].append((stance, count, first, last))
    holders = (
        sa.select(t.issue.c.now, sa.func.count(p.actor.distinct()))
        .join_from(t.position, t.issue, t.issue.c.id == p.issue)
        .where(*counted)
        .group_by(t.issue.c.now)
    )
    actors: dict[str, int] = dict(db.execute(holders).all())
    labels: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    i = t.issue.c
    vague = set()
    for now, id, label, folded, too_little in db.execute(
        sa.select(i.now, i.id, i.label, i.folded, i.vague)
    ):
        labels[now][id] = (label, folded)
        if id == now and too_little:
            vague.add(id)
    lines = []
    for issue in sorted(actors):
        own = labels[issue]
        rows = [row for label in own for row in by_label.get(label, ())]
        stances = [0] * len(place)
        for stance, count, _, _ in rows:
            stances[place[stance]] += count
        days = [day for row in rows for day in row[2:] if day is not None]
        lines.append(
            IssueLine(
                id=issue,
                label=own[issue][0] if issue in own else "",
                folded="\n".join(folded for _, folded in own.values()),
                stances=tuple(stances),
                positions=sum(stances),
                actors=actors[issue],
                first=min(days, default=None),
                last=max(days, default=None),
                vague=issue in vague,
            )
        )
    return lines


def actor_lines(db: Db) -> list[ActorLine]:
    """Every actor who holds a position or has said something, by id."""
    p, a = t.position.c, t.actor.c
    held = (
        sa.select(p.actor, sa.func.count(), sa.func.count(p.issue.distinct()), sa.func.max(p.day))
        .where(p.repeat.is_(False), p.state != REJECTED)
        .group_by(p.actor)
    )
    said = (
        sa.select(t.speaker.c.actor, sa.func.count())
        .where(t.speaker.c.role == SPEAKER)
        .group_by(t.speaker.c.actor)
    )
    holds = {row[0]: row[1:] for row in db.execute(held)}
    says: dict[str, int] = dict(db.execute(said).all())
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)  # merged into → id, folded name
    about: dict[str, tuple[str, str, str | None]] = {}
    for now, id, name, folded, kind, country in db.execute(
        sa.select(a.now, a.id, a.name, a.folded, a.kind, a.country)
    ):
        names[now].append((id, folded))
        if id == now:
            about[id] = (name, kind, country)
    lines = []
    for actor in sorted(about):
        ids = [id for id, _ in names[actor]]
        rows = [holds[id] for id in ids if id in holds]
        statements = sum(says.get(id, 0) for id in ids)
        if not rows and not statements:
            continue
        lines.append(
            ActorLine(
                actor,
                about[actor][0],
                "\n".join(folded for _, folded in names[actor]),
                *about[actor][1:],
                positions=sum(row[0] for row in rows),
                issues=max((row[1] for row in rows), default=0),
                statements=statements,
                last=max((row[2] for row in rows if row[2]), default=None),
            )
        )
    return lines


def outlet_weeks(db: Db, weeks: int) -> list[OutletWeek]:
    """Sources by outlet and week of publication, for the last weeks that have any."""
    newest = db.execute(sa.select(sa.func.max(t.text.c.published))).scalar()
    if newest is None:
        return []
    monday = _monday(date.fromisoformat(newest))
    since = (monday - timedelta(weeks=weeks - 1)).isoformat()
    outlet = sa.func.coalesce(t.source.c.outlet, "")
    query = (
        sa.select(outlet, t.text.c.published, sa.func.count())
        .join_from(t.text, t.source, t.source.c.text == t.text.c.number)
        .where(t.text.c.published >= since)
        .group_by(outlet, t.text.c.published)
    )
    found: dict[tuple[str, str], int] = defaultdict(int)
    for name, day, count in db.execute(query):
        found[name, _monday(date.fromisoformat(day)).isoformat()] += count
    return [OutletWeek(name, week, n) for (name, week), n in sorted(found.items())]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
