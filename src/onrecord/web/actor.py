"""An actor: offices over time, stance on each issue over time, everything said, with sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.analyse import Profile, profile
from onrecord.analyse.courses import Course, courses
from onrecord.errors import LedgerError
from onrecord.model import Change, StatementRow
from onrecord.store import actors
from onrecord.store.ledger import Ledger
from onrecord.store.statements import count_of_actor
from onrecord.store.web_actor import said as said_by
from onrecord.web.asked import Ask
from onrecord.web.kept import kept
from onrecord.web.pages import environment, page

SHOWN, MORE = 12, 200  # issues at first, and when more are asked for
SAID = 20  # statements a page
FARTHEST = 100  # pages of statements that can be turned to
CHANGES = 6


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor. `courses` are those of the issues in `profile.stands`, by issue."""

    profile: Profile
    courses: dict[str, Course]
    changes: tuple[Change, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Statements of an actor, the newest first, `size` a page.

    `said` counts repeats of the same words too, which are not shown again: the last of `sheets`
    may be empty.
    """

    actor: str
    name: str
    statements: tuple[StatementRow, ...]
    sheet: int
    sheets: int
    said: int
    size: int = SAID


@page("/actors/{id}", "actor.html")
def actor(ask: Ask, id: str, every: bool = False) -> ActorPage:
    """An actor: names, offices, where it stands and stood on each issue, what it said last."""
    ledger, shown = ask.ledger, MORE if every else SHOWN

    def make() -> ActorPage:
        found = profile(ledger, id, issues_shown=shown, statements_shown=SAID)
        shown_issues = [stand.issue for stand in found.stands]
        drawn, changes = courses(ledger, found.actor.id, shown_issues, moved=CHANGES)
        return ActorPage(
            found,
            drawn,
            tuple(changes),
            every,
        )

    return kept(ledger, ("actor", id, shown), make, about=lambda p: [p.profile.actor.id])


@page("/actors/{id}/said", "said.html")
def said(ask: Ask, id: str, sheet: int = 1) -> SaidPage:
    """What an actor said, twenty statements a page, the newest first."""

    def make() -> tuple[str, str, int]:
        return _named(ask.ledger, id)

    now, name, count = kept(ask.ledger, ("said", id), make)
    sheets = max(1, min(FARTHEST, -(-count // SAID)))
    sheet = min(max(1, sheet), sheets)
    with ask.ledger.transaction() as db:
        rows = said_by(db, now, skip=(sheet - 1) * SAID, limit=SAID)
    return SaidPage(now, name, tuple(rows), sheet, sheets, count)


def _named(ledger: Ledger, id: str) -> tuple[str, str, int]:
    with ledger.transaction() as db:
        now = actors.now(db, id)
        if now is None:
            raise LedgerError("no such actor", where=id, hint="look through the list of actors")
        return now, actors.by_ids(db, [now])[now].name, count_of_actor(db, now)


def share_of(day: str | None, first: str | None, last: str | None) -> float:
    """Where a day lies between two others, from 0 to 1.

    >>> share_of("2024-05-03", "2024-05-01", "2024-05-05")
    0.5
    """
    if not day or not first or not last or first == last:
        return 0.0
    start, at, end = (date.fromisoformat(d).toordinal() for d in (first, day, last))
    return min(1.0, max(0.0, (at - start) / (end - start)))


environment().globals["share_of"] = share_of
