"""What happened and who took which stance, one period after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.analyse.find import find_actor, find_issue, is_issue
from onrecord.errors import LedgerError
from onrecord.model import PositionRow
from onrecord.store import actors, events, issues, positions
from onrecord.store.events import During, EventRow
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked
from onrecord.store.then import as_known

DAY, WEEK, MONTH = "day", "week", "month"
PERIODS = (DAY, WEEK, MONTH)
SHOWN = 500  # newest events, and newest positions, that are looked at


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week (from Monday) or month by its first day, with what it holds by day."""

    start: str
    events: tuple[EventRow, ...]
    positions: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods that hold anything, oldest first. `of` and `name` say of which issue or actor.

    `cut` says that there is more before the first: only the newest rows are given.
    """

    of: str
    name: str
    by: str
    periods: tuple[Period, ...]
    cut: bool


def timeline_of_issue(
    ledger: Ledger,
    issue: str,
    *,
    by: str = WEEK,
    since: str | None = None,
    until: str | None = None,
    known_by: str | None = None,
    limit: int = SHOWN,
) -> Timeline:
    """Positions on an issue (by id) and the events in their texts between those who hold them.

    With `known_by` by what the ledger had by a moment, merges and judgements of later taken back.
    """
    with as_known(ledger, known_by, "event") as db:
        now = issues.now(db, issue)
        if now is None:
            raise LedgerError("no such issue", where=issue, hint="onrecord issues")
        asked = Asked(since=since, as_of=until, known_by=known_by)
        light = positions.light_of_issue(db, now, asked)
        newest = sorted(light, key=lambda row: (row.day or "", row.id), reverse=True)[:limit]
        held = positions.full(db, newest)
        happened = events.of_issue(db, now, During(since, until, known_by), limit=limit)
        name = issues.labels(db, [now])[now]
    cut = len(light) > limit or len(happened) == limit
    return Timeline(now, name, by, periods(held, happened, by), cut)


def timeline_of_actor(
    ledger: Ledger,
    actor: str,
    *,
    by: str = WEEK,
    since: str | None = None,
    until: str | None = None,
    known_by: str | None = None,
    limit: int = SHOWN,
) -> Timeline:
    """The positions of an actor (by id) and the events it took part in.

    `known_by` as for `timeline_of_issue`.
    """
    with as_known(ledger, known_by, "event") as db:
        now = actors.now(db, actor)
        if now is None:
            raise LedgerError("no such actor", where=actor, hint="its name, or another id")
        asked = Asked(since=since, as_of=until, known_by=known_by)
        light = positions.light_of_actor(db, now, asked)
        newest = sorted(light, key=lambda row: (row.day or "", row.id), reverse=True)[:limit]
        held = positions.full(db, newest)
        happened = events.of_actor(db, now, During(since, until, known_by), limit=limit)
        name = actors.by_ids(db, [now])[now].name
    cut = len(light) > limit or len(happened) == limit
    return Timeline(now, name, by, periods(held, happened, by), cut)


def timeline_of(
    ledger: Ledger,
    name: str,
    *,
    by: str = WEEK,
    since: str | None = None,
    until: str | None = None,
    known_by: str | None = None,
    limit: int = SHOWN,
) -> Timeline:
    """The timeline of what a name means: an issue or an actor, whichever there is of that name.

    A whole name goes before words of one; with `known_by` it means what it meant then. Raises
    `LedgerError` where neither or several fit.
    """
    of_issue = is_issue(ledger, name, known_by)
    find, make = (find_issue, timeline_of_issue) if of_issue else (find_actor, timeline_of_actor)
    meant = find(ledger, name, known_by)
    return make(ledger, meant, by=by, since=since, until=until, known_by=known_by, limit=limit)


def periods(
    held: list[PositionRow], happened: list[EventRow], by: str = WEEK
) -> tuple[Period, ...]:
    """Rows by the period of their day, oldest first; rows without a day are left out."""
    found: dict[str, tuple[list[EventRow], list[PositionRow]]] = {}
    for event in sorted(happened, key=lambda e: (e.day or "", e.id)):
        if event.day is not None:
            found.setdefault(start_of(event.day, by), ([], []))[0].append(event)
    for position in sorted(held, key=lambda p: (p.day or "", p.id)):
        if position.day is not None:
            found.setdefault(start_of(position.day, by), ([], []))[1].append(position)
    return tuple(Period(start, tuple(e), tuple(p)) for start, (e, p) in sorted(found.items()))


def start_of(day: str, by: str) -> str:
    """The first day of the period that a day lies in.

    >>> start_of("2024-05-22", "week"), start_of("2024-05-22", "month")
    ('2024-05-20', '2024-05-01')
    """
    if by == MONTH:
        return day[:7] + "-01"
    if by == WEEK:
        one = date.fromisoformat(day)
        return (one - timedelta(days=one.weekday())).isoformat()
    return day
