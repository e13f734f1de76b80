"""Who moved, and how far: two standings of one actor on one issue, one after the other.

A change is a day on which the row that decides (`standings`) differs in stance from that of the
day before it, or in whether it has a condition. Both rows are the actor's own (`standings`, 2):
that others tell otherwise does not move anybody, and a first own word that says otherwise than
others had told corrects them. Rows without a day make no change, since nobody knows what came
first.

Kinds go by how firm a stance is, not by its direction, so that a change has the same kind on an
issue and on its opposite: *reversed* goes from one side to the other (supports and open are one
side, sceptical and opposes the other), *hardened* goes away from the middle, *softened* towards
it. Where the stance stays, *condition added* and *condition dropped*. `steps` gives the direction:
plus is towards support.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from onrecord.analyse.standings import R, course, grouped, own
from onrecord.model import Change, PositionRow, kinds

SOFTENED, HARDENED, REVERSED = "softened", "hardened", "reversed"
ADDED, DROPPED = "condition added", "condition dropped"
KINDS = (SOFTENED, HARDENED, REVERSED, ADDED, DROPPED)


@cache
def levels() -> dict[str, int]:
    """The five stances as numbers, plus towards support.

    >>> levels()
    {'supports': 2, 'open': 1, 'undecided': 0, 'sceptical': -1, 'opposes': -2}
    """
    stances = list(kinds("stance"))
    middle = len(stances) // 2
    return {stance: middle - place for place, stance in enumerate(stances)}


def kind_of(before: str, after: str, *, had: bool = False, has: bool = False) -> str | None:
    """What kind of change leads from one stance to another; None where there is none.

    `had` and `has` say whether the stance before and after depends on a condition.

    >>> kind_of("opposes", "sceptical"), kind_of("undecided", "open"), kind_of("open", "opposes")
    ('softened', 'hardened', 'reversed')
    >>> kind_of("supports", "supports", has=True)
    'condition added'
    """
    one, other = levels()[before], levels()[after]
    if one == other:
        return None if had == has else ADDED if has else DROPPED
    if one * other < 0:
        return REVERSED
    return HARDENED if abs(other) > abs(one) else SOFTENED


def steps(rows: Iterable[R]) -> list[tuple[R, R]]:
    """The pairs of deciding rows between which one actor moved on one issue, oldest first.

    The rows are those of one actor and issue that count; of stance alone: whether a condition
    stands is for the caller to see.
    """
    days = course(rows)
    return [
        (before, after)
        for before, after in pairwise(days)
        if own(before)
        and own(after)
        and before.day is not None
        and (before.stance != after.stance or conditional(before) != conditional(after))
    ]


def conditional(row: object) -> bool:
    """Whether a stance depends on something."""
    return getattr(row, "condition", None) is not None


def changes(rows: Iterable[PositionRow], since: str | None = None) -> list[Change]:
    """Every change among rows that count, of any actors and issues, the newest first.

    `since` is the first day of the changes shown; rows before it still say where one stood.
    """
    found = [
        change
        for pair in grouped(rows).values()
        for before, after in steps(pair)
        if (since is None or (after.day or "") >= since)
        and (change := as_change(before, after)) is not None
    ]
    return ordered(found)


def as_change(before: PositionRow, after: PositionRow) -> Change | None:
    """The change between two rows of one actor on one issue; None where nothing changed."""
    kind = kind_of(before.stance, after.stance, had=conditional(before), has=conditional(after))
    if kind is None:
        return None
    return Change(
        actor=after.actor,
        name=after.actor_name,
        issue=after.issue,
        label=after.label,
        kind=kind,
        steps=levels()[after.stance] - levels()[before.stance],
        before=before,
        after=after,
    )


def ordered(found: Sequence[Change]) -> list[Change]:
    """Changes by day, the newest first; of one day the longest way first."""
    by_length = sorted(found, key=lambda c: (-abs(c.steps), c.name, c.issue, c.after.id))
    return sorted(by_length, key=lambda c: c.after.day or "", reverse=True)
