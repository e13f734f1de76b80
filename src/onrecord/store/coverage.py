"""What is in a ledger, counted: texts, sources, outlets, months, marks, judgements."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import MACHINE
from onrecord.store import tables as t

LAYERS = {"statement": t.statement, "position": t.position, "event": t.event}


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks of one kind: all, repeats of an utterance among them, and those people decided on."""

    name: str
    marks: int
    repeats: int
    judged: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something have one name."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many sources an outlet has in a month; what is not known is empty."""

    outlet: str
    month: str
    count: int


def texts(db: Connection) -> tuple[int, int, int, str | None, str | None]:
    """Texts, words in them, sources, and the first and last day on which texts appeared."""
    c = t.text.c
    query = sa.select(
        sa.func.count(), sa.func.coalesce(sa.func.sum(c.words), 0), sa.func.min(c.published)
    ).add_columns(sa.func.max(c.published))
    count, words, first, last = db.execute(query).one()
    sources = db.execute(sa.select(sa.func.count()).select_from(t.source)).scalar_one()
    return int(count), int(words), int(sources), first, last


def newest_day(db: Connection) -> str | None:
    """The last day of any position."""
    return db.execute(sa.select(sa.func.max(t.position.c.day))).scalar()


def copies(db: Connection) -> int:
    """Texts that are copies of another of the ledger."""
    c = t.text.c
    query = sa.select(sa.func.count()).where(c.family.is_not(None), c.family != c.number)
    return int(db.execute(query).scalar_one())


def outlets(db: Connection) -> list[Count]:
    """Sources by outlet, the most first; sources that tell none have the empty name."""
    s = t.source.c
    query = sa.select(s.outlet, sa.func.count().label("n")).group_by(s.outlet)
    rows = db.execute(query.order_by(sa.desc("n"), s.outlet))
    return [Count(name or "", int(n)) for name, n in rows]


def months(db: Connection) -> list[Count]:
    """Texts by the month in which they appeared, the first first; those without a day last."""
    month = sa.func.substr(t.text.c.published, 1, 7).label("month")
    query = sa.select(month, sa.func.count().label("n")).group_by(month).order_by(month)
    rows = [Count(name or "", int(n)) for name, n in db.execute(query)]
    return sorted(rows, key=lambda row: (row.name == "", row.name))


def outlets_by_month(db: Connection) -> list[Cell]:
    """Sources by outlet and month, by their own day of publication, else by their text's."""
    s = t.source.c
    month = sa.func.substr(sa.func.coalesce(s.published, t.text.c.published), 1, 7).label("month")
    query = (
        sa.select(s.outlet, month, sa.func.count())
        .join_from(t.source, t.text, t.text.c.number == s.text)
        .group_by(s.outlet, month)
    )
    cells = [Cell(outlet or "", of or "", int(n)) for outlet, of, n in db.execute(query)]
    return sorted(cells, key=lambda cell: (cell.outlet, cell.month))


def layers(db: Connection) -> list[Layer]:
    """Every layer of marks with what people have decided; judged marks of other layers too."""
    found = []
    for name, table in LAYERS.items():
        marks = db.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        repeats = 0
        if "repeat" in table.c:
            query = sa.select(sa.func.count()).where(table.c.repeat.is_(True))
            repeats = db.execute(query).scalar_one()
        whose = sa.select(t.judgement.c.mark).where(t.judgement.c.layer == name)
        query = sa.select(sa.func.count()).where(table.c.id.in_(whose), table.c.state != MACHINE)
        found.append(Layer(name, marks, repeats, db.execute(query).scalar_one()))
    return found


def actors_and_issues(db: Connection) -> tuple[int, int]:
    """How many actors and issues there are, merged ones counted as one."""
    return tuple(  # type: ignore[return-value]
        db.execute(
            sa.select(sa.func.count()).select_from(table).where(table.c.now == table.c.id)
        ).scalar_one()
        for table in (t.actor, t.issue)
    )


def coders(db: Connection) -> list[Count]:
    """Judgements by who made them, the most first."""
    c = t.judgement.c
    query = sa.select(c.coder, sa.func.count().label("n")).group_by(c.coder)
    return [Count(*row) for row in db.execute(query.order_by(sa.desc("n"), c.coder))]


def steps(db: Connection) -> list[Count]:
    """Texts by the steps that read them (names and versions, as one string)."""
    c = t.reading.c
    query = sa.select(c.steps, sa.func.count().label("n")).group_by(c.steps)
    return [Count(*row) for row in db.execute(query.order_by(sa.desc("n"), c.steps))]


def dropped(db: Connection) -> list[tuple[str, str, int]]:
    """Step, reason and how often something was left out for it, the most first."""
    c = t.dropped.c
    count = sa.func.sum(c.count).label("n")
    query = sa.select(c.step, c.reason, count).group_by(c.step, c.reason)
    rows = db.execute(query.order_by(sa.desc("n"), c.step, c.reason))
    return [(step, reason, int(n)) for step, reason, n in rows]
