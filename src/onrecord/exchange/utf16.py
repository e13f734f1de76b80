"""Offsets in UTF-16 code units, in which Java counts, ↔ code points, in which we count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Utf16:
    """Converts offsets of one text, in time O(log n) after one pass over it.

    Characters beyond the Basic Multilingual Plane (most emoji, some Han) take two code units.

    >>> units = Utf16("a🙂b")
    >>> units.of_point(2), units.to_point(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        # Code point offsets of the characters of two units: empty for most news.
        self._astral = [] if text.isascii() else [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
        # In units, the second half of the n-th such character stands at its offset + n + 1.
        self._halves = [at + n + 1 for n, at in enumerate(self._astral)]

    def of_point(self, point: int) -> int:
        """The offset in code units of an offset in code points."""
        return point + bisect_left(self._astral, point)

    def to_point(self, unit: int) -> int:
        """The offset in code points of an offset in code units.

        One that falls within a character of two units is taken to its start.
        """
        return unit - bisect_right(self._halves, unit)
