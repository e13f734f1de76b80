"""The board of an issue: who stands in which of five columns at a date, and who is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from operator import attrgetter

from onrecord.actors import members
from onrecord.actors.groups import group_names
from onrecord.analyse.collecting import uncollected
from onrecord.analyse.silence import TEXTS, Silent, silent_on
from onrecord.analyse.standings import Decided, as_standing, decide, grouped
from onrecord.errors import LedgerError
from onrecord.model import MACHINE, Actor, PositionRow, Standing, fold, kinds
from onrecord.store import actors, issues, positions
from onrecord.store.actors import ActorRow
from onrecord.store.db import Db
from onrecord.store.issues import IssueRow
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked, Light
from onrecord.store.then import as_known

SHOWN, BEHIND = 40, 3  # actors of a column, and rows behind each, that are given in full
LOOKED = 2_000  # holders, those with most rows, whose groups and countries are looked at


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor on the board. `rows` is how many rows count for it, of which `standing.behind`
    gives the newest; `otherwise` how many later accounts of others say something else."""

    standing: Standing
    office: str | None
    rows: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Member:
    """A state that stands somewhere only as a member of a group; its own words would go before."""

    actor: str
    name: str
    country: str
    group: str
    row: PositionRow


@dataclass(frozen=True, slots=True)
class Column:
    """One stance: how many stand there, the first of them, and states that do as members."""

    stance: str
    count: int
    entries: tuple[Entry, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """An issue at a date. `rows` counts the positions behind it, `judged` those that a person has
    decided on; `first` and `last` are their days."""

    issue: IssueRow
    as_of: str | None
    known_by: str | None
    columns: tuple[Column, ...]
    silent: tuple[Silent, ...]
    holders: int
    rows: int
    machine: int
    judged: int
    first: str | None
    last: str | None


def board(
    ledger: Ledger,
    issue: str,
    as_of: str | None = None,
    known_by: str | None = None,
    *,
    limit: int | None = SHOWN,
) -> Board:
    """Who stands where on an issue (by id) on a day, by what the ledger had by a moment.

    At most `limit` actors a column are given in full, those with most rows first; None gives
    all. Raises `LedgerError` where there is no such issue.
    """
    with uncollected(), as_known(ledger, known_by) as db:
        asked = Asked(as_of=as_of, known_by=known_by)
        now = issues.now(db, issue)
        if now is None:
            raise LedgerError("no such issue", where=issue, hint="onrecord issues")
        rows = positions.light_of_issue(db, now, asked)
        decided = {
            actor: found
            for (actor, _), pair in grouped(rows).items()
            if (found := decide(pair)) is not None
        }
        by_weight = sorted(
            decided.values(),
            key=lambda d: (len(d.behind), d.chosen.day or "", d.chosen.actor),
            reverse=True,
        )
        who = actors.by_ids(db, [d.chosen.actor for d in by_weight[:LOOKED]])
        days = [row.day for row in rows if row.day is not None]
        on = date.fromisoformat(as_of or max(days, default="1970-01-01"))
        dated = [row for row in rows if row.day is not None] or rows
        newest = nlargest(TEXTS, dated, key=attrgetter("day", "id"))
        machine = sum(row.state == MACHINE for row in rows)
        return Board(
            issue=issues.by_ids(db, [now])[0],
            as_of=as_of,
            known_by=known_by,
            columns=tuple(_columns(db, by_weight, who, on, asked, limit)),
            silent=tuple(silent_on(db, [row.number for row in newest], decided.keys(), on, who)),
            holders=len(decided),
            rows=len(rows),
            machine=machine,
            judged=len(rows) - machine,
            first=min(days, default=None),
            last=max(days, default=None),
        )


def in_full(db: Db, found: Sequence[Decided[Light]], *, behind: int = BEHIND) -> list[Standing]:
    """Standings with rows in full: the one that decides, and the newest of each list."""
    light = {
        row.number: row for d in found for row in (d.chosen, *d.behind[:behind], *d.others[:behind])
    }
    rows = {row.id: row for row in positions.full(db, list(light.values()))}
    return [
        as_standing(
            Decided(
                chosen=rows[d.chosen.id],
                since=d.since,
                behind=tuple(rows[row.id] for row in d.behind[:behind]),
                others=tuple(rows[row.id] for row in d.others[:behind]),
            )
        )
        for d in found
    ]


def _columns(
    db: Db,
    by_weight: Sequence[Decided[Light]],
    who: Mapping[str, ActorRow],
    on: date,
    asked: Asked,
    limit: int | None,
) -> list[Column]:
    in_column = {s: [d for d in by_weight if d.chosen.stance == s] for s in kinds("stance")}
    shown = [d for found in in_column.values() for d in found[:limit]]
    full = {s.actor: s for s in in_full(db, shown)}
    offices = actors.offices(db, full, asked.as_of, asked.known_by)
    as_members = _members(db, by_weight, who, on)
    return [
        Column(
            stance,
            len(found),
            tuple(
                Entry(full[a], offices.get(a), len(d.behind), len(d.others))
                for d in found[:limit]
                for a in (d.chosen.actor,)
            ),
            tuple(m for m in as_members if m.row.stance == stance),
        )
        for stance, found in in_column.items()
    ]


def _members(
    db: Db, decided: Sequence[Decided[Light]], who: Mapping[str, ActorRow], on: date
) -> list[Member]:
    """The states without a standing of their own that belong to a group which has one.

    A group that speaks as its states ("the Baltic states"), not a body that has members; of two
    groups the one whose row is later, then the lower id.
    """
    names = group_names()
    groups = [
        (d.chosen, names[fold(row.name)])
        for d in decided
        if (row := who.get(d.chosen.actor)) is not None
        and row.kind == "group"
        and fold(row.name) in names
    ]
    groups.sort(key=lambda pair: pair[0].id)
    groups.sort(key=lambda pair: pair[0].day or "", reverse=True)
    if not groups:
        return []
    rows = {row.id: row for row in positions.full(db, [row for row, _ in groups])}
    own = {row.country for row in who.values() if row.kind == "country"}
    found: dict[str, Member] = {}
    for light, group in groups:
        for state in members(group, on):
            if state.code not in own and state.code not in found:
                id = Actor.of(state.name, "country").id
                found[state.code] = Member(id, state.name, state.code, group, rows[light.id])
    return sorted(found.values(), key=lambda m: (m.group, m.name))
