"""How present an actor is at a point of the text: recent mentions count, older ones fade."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

HALF = 50.0  # tokens after which a mention counts half (a guess, kept on GUM news and world news)
LEAST = 0.2  # of the second of two: named once about 115 tokens before, or more often (a guess)
REACH = 16  # mentions looked back at: older ones hardly count


class Presence:
    """Where each key (an actor's order, a territory's code) is mentioned."""

    def __init__(self) -> None:
        self._at: dict[object, list[int]] = {}

    def add(self, key: object, at: int) -> None:
        """Note a mention that begins at token `at`."""
        rows = self._at.setdefault(key, [])
        if not rows or at > rows[-1]:
            rows.append(at)
        elif rows[bisect_left(rows, at)] != at:
            insort(rows, at)

    def last(self, key: object, before: int) -> int | None:
        """Where the key was last mentioned before a token."""
        rows = self._at.get(key, [])
        k = bisect_left(rows, before)
        return rows[k - 1] if k else None

    def weight(self, key: object, before: int) -> float:
        """How present the key is at token `before`: each mention counts 0.5 ^ (tokens / HALF)."""
        rows = self._at.get(key, [])
        k = bisect_left(rows, before)
        return float(sum(0.5 ** ((before - at) / HALF) for at in rows[max(0, k - REACH) : k]))


def clearest(rows: Iterable[tuple[float, T]], lead: float) -> T | None:
    """The one with the greatest weight, where it is `lead` times the next; else None.

    >>> clearest([(1.0, "a"), (0.4, "b")], 2.0), clearest([(1.0, "a"), (0.6, "b")], 2.0)
    ('a', None)
    """
    ranked = sorted(((w, x) for w, x in rows if w > 0), key=lambda r: -r[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] < lead * ranked[1][0]):
        return None
    return ranked[0][1]


def clear_pair(rows: Iterable[tuple[float, T]], lead: float) -> Sequence[T]:
    """The two with the greatest weights, where the third is well behind; else nothing.

    >>> clear_pair([(1.0, "a"), (0.8, "b"), (0.1, "c")], 2.0)
    ['a', 'b']
    """
    ranked = sorted(((w, x) for w, x in rows if w > 0), key=lambda r: -r[0])
    if len(ranked) < 2 or ranked[1][0] < LEAST:
        return []
    if len(ranked) > 2 and ranked[1][0] < lead * ranked[2][0]:
        return []
    return [x for _, x in ranked[:2]]
