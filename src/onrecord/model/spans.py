"""Where a mark lies: code points of a text, end not included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.errors import SpanError


class Span(NamedTuple):
    """Characters `start` to `end` (not included) of one text, in Unicode code points.

    It is a bare pair, `[start, end]` in JSON. `Text.span` and `Record` check that it lies in
    its text; the pair alone cannot know.

    >>> Span(3, 8).overlaps(Span(7, 9)), Span(3, 8).covers(Span(4, 8))
    (True, True)
    """

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly in this span."""
        return self.start <= other.start and other.end <= self.end


def check_span(text: str, start: int, end: int, what: str = "span") -> Span:
    """The span `start`–`end` of `text`, or `SpanError` with the words around it.

    >>> check_span("Kallas said no.", 0, 6)
    Span(start=0, end=6)
    """
    if not 0 <= start < end <= len(text):
        near = text[max(0, min(start, end) - 20) : max(start, end, 0) + 20].replace("\n", " ")
        raise SpanError(
            f"{what} {start}–{end} does not lie in a text of {len(text)} characters, near “{near}”",
            hint="offsets are code points, end not included, and no span is empty",
        )
    return Span(start, end)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as the fewest spans, in text order; touching spans become one.

    >>> merge_spans([Span(5, 9), Span(0, 2), Span(2, 4)])
    (Span(start=0, end=4), Span(start=5, end=9))
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
