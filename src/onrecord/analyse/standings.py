"""Where an actor stands on an issue at a date: one stated rule over the rows of the ledger.

The rule, in full:

1. Rows that a person rejected, repeats of an utterance, rows later than `as_of` and rows that the
   ledger got after `known_by` are out. A row without a day counts as older than all others, and is
   out where `as_of` is asked.
2. *Own* rows are what the actor said (direct, indirect), what a spokesperson said, and what the
   report itself tells the actor did or holds (author: votes, vetoes, decisions). Rows with the
   voice other are another actor's account. If there is one own row, own rows alone decide.
3. Of the rows that decide, the latest day's; of one day's, what a person has checked before what
   only a machine read; then the actor's words quoted, reported, the actor's deeds, the words of a
   spokesperson; then the higher confidence; then the lower id.
4. The stance has held *since* the earliest day from which on the row that decides each day has the
   same stance.
5. Accounts of others later than the row that decides which say otherwise are listed beside it
   (`others`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from onrecord.model import MACHINE, REJECTED, PositionRow, Standing
from onrecord.store.positions import TOLD, VOICES

OWN = frozenset(VOICES) - frozenset(TOLD)


class Rated(Protocol):
    """What the rule looks at in a row; `PositionRow` has it all."""

    @property
    def id(self) -> str:
        """Its id, which breaks the last ties."""

    @property
    def actor(self) -> str:
        """Whose it is."""

    @property
    def issue(self) -> str:
        """What it is on."""

    @property
    def stance(self) -> str:
        """One of the five."""

    @property
    def voice(self) -> str:
        """In whose words."""

    @property
    def day(self) -> str | None:
        """When it was said, ISO 8601."""

    @property
    def state(self) -> str:
        """Who decided: machine, or what a person did."""

    @property
    def confidence(self) -> float:
        """From 0 to 1."""


R = TypeVar("R", bound=Rated)


@dataclass(frozen=True, slots=True)
class Decided(Generic[R]):
    """What the rule says of one actor's rows on one issue, in rows of whichever shape.

    `chosen` decides; `behind` is every row that counts, newest first; `others` the told rows
    after it that say otherwise, newest first; `since` the first day of the unbroken run.
    """

    chosen: R
    since: str | None
    behind: tuple[R, ...]
    others: tuple[R, ...]


def own(row: Rated) -> bool:
    """Whether a row is the actor's own: words, a spokesperson's words, deeds."""
    return row.voice in OWN


def newest_first(rows: Iterable[R]) -> list[R]:
    """Rows by day, the newest first; of one day by the rule, those without a day last."""
    ordered = sorted(rows, key=_day, reverse=True)
    # Few days have two rows: to order those alone is twice as fast.
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at].day != ordered[start].day:
            if at - start > 1:
                ordered[start:at] = sorted(ordered[start:at], key=_rank)
            start = at
    return ordered


def course(rows: Iterable[R]) -> list[R]:
    """The row that decides each day, oldest first: told rows before the first own word, then own.

    Told rows from the day of the first own row on decide nothing (2).
    """
    every = newest_first(rows)[::-1]
    first = next((_day(row) for row in every if own(row)), None)
    deciding: dict[str, R] = {}
    for row in every:  # of one day the last is the first by the rule
        if first is None or own(row) or _day(row) < first:
            deciding[_day(row)] = row
    return list(deciding.values())


def decide(rows: Sequence[R]) -> Decided[R] | None:
    """The rule over the rows of one actor on one issue that count (1); None where none do."""
    if len(rows) < 2:
        return Decided(rows[0], rows[0].day, (rows[0],), ()) if rows else None
    owned = [row for row in rows if row.voice in OWN]
    behind = newest_first(owned or rows)
    chosen = run = behind[0]
    for row in behind:
        if row.day == run.day:  # the first of its day decided it
            continue
        if row.stance != chosen.stance:
            break
        run = row
    others = [row for row in rows if row.voice not in OWN] if owned else []
    later = [row for row in others if row.stance != chosen.stance and _day(row) > _day(chosen)]
    return Decided(chosen, run.day, tuple(behind), tuple(newest_first(later)))


def counting(
    rows: Iterable[PositionRow], as_of: str | None = None, known_by: str | None = None
) -> list[PositionRow]:
    """The rows that count at a day and by a moment (1); both ISO 8601, each may be left out."""
    return [
        row
        for row in rows
        if row.state != REJECTED
        and (as_of is None or (row.day is not None and row.day <= as_of))
        and (known_by is None or row.known <= known_by)
    ]


def grouped(rows: Iterable[R]) -> dict[tuple[str, str], list[R]]:
    """Rows by actor and issue, in the order in which each pair is first met."""
    found: defaultdict[tuple[str, str], list[R]] = defaultdict(list)
    for row in rows:
        found[row.actor, row.issue].append(row)
    return found


def standing(
    rows: Iterable[PositionRow], as_of: str | None = None, known_by: str | None = None
) -> Standing | None:
    """Where an actor stands, from all rows of that actor on one issue; None where none counts.

    `as_of` is a day ("2024-03-14"), `known_by` a moment ("2024-03-14T12:00:00.000000Z").
    """
    decided = decide(counting(rows, as_of, known_by))
    return None if decided is None else as_standing(decided)


def standings(
    rows: Iterable[PositionRow], as_of: str | None = None, known_by: str | None = None
) -> list[Standing]:
    """The standing of every actor on every issue in the rows, in the order of first meeting."""
    pairs = grouped(counting(rows, as_of, known_by)).values()
    return [as_standing(decided) for pair in pairs if (decided := decide(pair)) is not None]


def as_standing(decided: Decided[PositionRow]) -> Standing:
    """What the rule says, with the name and country of the row that decides."""
    chosen = decided.chosen
    return Standing(
        actor=chosen.actor,
        name=chosen.actor_name,
        kind=chosen.actor_kind,
        country=chosen.country,
        issue=chosen.issue,
        stance=chosen.stance,
        condition=chosen.condition_words,
        since=decided.since,
        chosen=chosen,
        behind=decided.behind,
        others=decided.others,
    )


def _day(row: Rated) -> str:
    return row.day or ""


def _rank(row: Rated) -> tuple[bool, bool, int, float, str]:
    """The order of the rows of one day (2, 3): the first decides."""
    return (
        not own(row),
        row.state == MACHINE,
        VOICES.index(row.voice),
        -row.confidence,
        row.id,
    )
