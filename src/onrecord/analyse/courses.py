"""The stances of an actor on issues, one after the other: what a small plot over time shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.analyse.changes import as_change, levels, ordered, steps
from onrecord.analyse.moves import aligned
from onrecord.analyse.standings import course, grouped
from onrecord.model import Change
from onrecord.store import positions
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Light

STEPS = 60  # that are given: of more, those where something changes, then evenly spread ones


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which a row decides where the actor stands; `level` runs from 2 to −2."""

    day: str | None
    stance: str
    level: int
    condition: bool
    position: str


@dataclass(frozen=True, slots=True)
class Course:
    """An actor on one issue, oldest first; `days` is how many days have a row that decides."""

    issue: str
    steps: tuple[Step, ...]
    days: int


def courses(
    ledger: Ledger, actor: str, issues: Sequence[str], *, moved: int = 6
) -> tuple[dict[str, Course], list[Change]]:
    """The course of an actor (by id) on each of these issues, and its newest changes on any.

    Opposite issues are one. No more than `moved` changes are given, the newest first.
    """
    wanted = set(issues)
    found: dict[str, Course] = {}
    pairs: list[tuple[Light, Light]] = []
    with ledger.transaction() as db:
        rows = aligned(db, positions.light_of_actor(db, actor))
        for (_, issue), some in grouped(rows).items():
            pairs += steps(some)
            if issue in wanted:
                found[issue] = _course(issue, course(some))
        pairs.sort(key=lambda pair: (pair[1].day or "", pair[1].id), reverse=True)
        light = {row.number: row for pair in pairs[:moved] for row in pair}
        full = {row.id: row for row in positions.full(db, list(light.values()))}
    changes = [as_change(full[one.id], full[other.id]) for one, other in pairs[:moved]]
    return found, ordered([change for change in changes if change is not None])


def _course(issue: str, deciding: Sequence[Light]) -> Course:
    made = [
        Step(row.day, row.stance, levels()[row.stance], row.condition is not None, row.id)
        for row in deciding
    ]
    return Course(issue, tuple(thinned(made)), len(made))


def thinned(every: Sequence[Step], most: int = STEPS) -> list[Step]:
    """No more than so many steps: the first, the last, those that change, then others evenly.

    >>> flat = [Step(f"2024-01-{n:02}", "open", 1, False, str(n)) for n in range(1, 10)]
    >>> [step.position for step in thinned(flat, 3)]
    ['1', '5', '9']
    """
    if len(every) <= most:
        return list(every)
    turns = [
        n
        for n in range(1, len(every))
        if (every[n].stance, every[n].condition) != (every[n - 1].stance, every[n - 1].condition)
    ]
    spread = max(2, most - min(len(turns), most // 2))
    even = {round(n * (len(every) - 1) / (spread - 1)) for n in range(spread)}
    kept = sorted({*even, *turns[-(most // 2) :]})
    return [every[n] for n in kept]
