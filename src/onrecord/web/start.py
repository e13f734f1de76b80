"""The start: what is in the ledger, what has changed, what is spoken of, where it comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.analyse import Coverage, changes_since, coverage
from onrecord.model import Change
from onrecord.store.ledger import Ledger
from onrecord.store.web_lists import IssueLine, outlet_weeks
from onrecord.web.asked import Ask
from onrecord.web.kept import kept
from onrecord.web.lists import every_issue
from onrecord.web.pages import page

CHANGES, ISSUES = 6, 12
OUTLETS, WEEKS = 12, 26
FEW = 2_000  # texts, up to which all of their time is looked through for changes


@dataclass(frozen=True, slots=True)
class Outlet:
    """Texts of an outlet in each of the weeks shown; `name` is empty where it is not told."""

    name: str
    texts: int
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """The outlets with most texts in the last weeks (Mondays), and how many others there are."""

    mondays: tuple[str, ...]
    outlets: tuple[Outlet, ...]
    others: int


@dataclass(frozen=True, slots=True)
class StartPage:
    """What is in the ledger. `judged` is the share of positions that people have decided on."""

    holds: Coverage
    positions: int
    judged: float
    changes: tuple[Change, ...]
    issues: tuple[IssueLine, ...]
    weeks: Weeks


@page("/", "start.html")
def start(ask: Ask) -> StartPage:
    """What the ledger holds, its newest changes, its issues by activity, its outlets by week."""
    ledger = ask.ledger
    holds = kept(ledger, "coverage", lambda: coverage(ledger))
    layers = {layer.name: layer for layer in holds.layers}
    positions = layers["position"].marks
    changes = kept(ledger, "changes", lambda: _changes(ledger, holds))
    clear = [line for line in every_issue(ledger) if not line.vague]
    busiest = sorted(clear, key=lambda line: (-line.positions, line.id))
    return StartPage(
        holds=holds,
        positions=positions,
        judged=layers["position"].judged / positions if positions else 0.0,
        changes=changes,
        issues=tuple(busiest[:ISSUES]),
        weeks=kept(ledger, "weeks", lambda: _weeks(ledger)),
    )


def _changes(ledger: Ledger, holds: Coverage) -> tuple[Change, ...]:
    found = changes_since(ledger, limit=CHANGES)
    if len(found) < CHANGES and holds.texts <= FEW:
        found = changes_since(ledger, holds.first or "0001-01-01", limit=CHANGES)
    return tuple(found)


def _weeks(ledger: Ledger) -> Weeks:
    with ledger.transaction() as db:
        found = outlet_weeks(db, WEEKS)
    if not found:
        return Weeks((), (), 0)
    last = date.fromisoformat(max(row.week for row in found))
    mondays = tuple((last - timedelta(weeks=n)).isoformat() for n in reversed(range(WEEKS)))
    cells = {(row.outlet, row.week): row.texts for row in found}
    totals: Counter[str] = Counter()
    for row in found:
        totals[row.outlet] += row.texts
    first = sorted(totals, key=lambda name: (-totals[name], name))
    return Weeks(
        mondays,
        tuple(
            Outlet(name, totals[name], tuple(cells.get((name, week), 0) for week in mondays))
            for name in first[:OUTLETS]
        ),
        others=max(0, len(first) - OUTLETS),
    )
