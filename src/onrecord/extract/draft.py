"""A draft: one text, its parse, and the marks made so far. What steps hand to each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord.model import (
    FORMAT,
    Actor,
    Dropped,
    Event,
    Issue,
    Mention,
    Place,
    Position,
    Record,
    Span,
    Spans,
    Statement,
    Text,
    When,
    merge_spans,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.states import States

LAYERS = ("quotes", "times", "actors", "places", "statements", "issues", "positions", "events")
"""What a step may need or make, beside the text and its parse."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. `span` takes in the marks, `inner` does not.

    `closed` is False where the mark that should close it is missing (end of paragraph taken),
    `goes_on` True where the next paragraph opens with a mark and continues the same speech.
    """

    span: Span
    inner: Span
    closed: bool = True
    goes_on: bool = False


@dataclass(frozen=True)
class Draft:
    """One text, its spaCy parse, and the marks made so far.

    Token offsets of `doc` are offsets into `text.text`, always (`extract.parse` sees to it).
    A step never changes a draft; it returns `draft.having(layer=marks)`.
    """

    text: Text
    doc: Doc
    quotes: tuple[Quotation, ...] = ()
    times: tuple[When, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    states: States | None = None
    """Not a mark: what the statement tagger's network made of the words, for who reads on."""

    def having(self, *, dropped: Iterable[Dropped] = (), **layers: Any) -> Draft:
        """A new draft with these layers set and these drops added."""
        return replace(self, dropped=self.dropped + tuple(dropped), **layers)

    def span(self, start: int, end: int) -> Span:
        """Characters `start`–`end`; raises `SpanError` where they do not lie in the text."""
        return self.text.span(start, end)

    def over(self, tokens: Iterable[Token]) -> Spans:
        """The characters of these tokens, neighbours (white space apart) joined to one span."""
        spans: list[Span] = []
        for i in sorted({t.i for t in tokens if not t.is_space}):
            token = self.doc[i]
            here = Span(token.idx, token.idx + len(token))
            if spans and not self.text.text[spans[-1].end : here.start].strip():
                spans[-1] = Span(spans[-1].start, here.end)
            else:
                spans.append(here)
        return merge_spans(spans)

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that share a character with the span, in order (binary search)."""
        starts = self._starts
        first = max(0, bisect_right(starts, span.start) - 1)
        last = bisect_left(starts, span.end)
        return [t for t in self.doc[first:last] if t.idx + len(t) > span.start]

    @cached_property
    def _starts(self) -> list[int]:
        return [t.idx for t in self.doc]

    @cached_property
    def mentions(self) -> Mentions:
        """The actors' mentions by place in the text."""
        return Mentions(self.actors)

    def record(self) -> Record:
        """The record of this draft, every list in text order, drops summed."""
        drops: Counter[tuple[str, str]] = Counter()
        for d in self.dropped:
            drops[d.step, d.reason] += d.count
        return Record(
            format=FORMAT,
            document=self.text,
            actors=tuple(
                sorted(self.actors, key=lambda a: (_first(m.span for m in a.mentions), a.id))
            ),
            statements=tuple(
                sorted(self.statements, key=lambda s: (_first(s.content + s.cue + s.source), s.id))
            ),
            issues=tuple(
                sorted(self.issues, key=lambda i: (_first(s for m in i.mentions for s in m), i.id))
            ),
            positions=tuple(sorted(self.positions, key=lambda p: (_first(p.evidence), p.id))),
            events=tuple(sorted(self.events, key=lambda e: (_first(e.trigger), e.id))),
            places=tuple(sorted(self.places, key=lambda p: (_first(p.mentions), p.id))),
            times=tuple(sorted(self.times, key=lambda t: (t.span, t.id))),
            dropped=tuple(
                Dropped(step, reason, n) for (step, reason), n in sorted(drops.items()) if n
            ),
        )


def _first(spans: Iterable[Span]) -> Span:
    return min(spans, default=Span(0, 0))


class Mentions:
    """Where actors are mentioned: look-ups by span, in O(log n + answers)."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._rows: list[tuple[Mention, Actor]] = sorted(
            ((m, a) for a in actors for m in a.mentions), key=lambda r: (r[0].span, r[1].id)
        )
        self._starts = [m.span.start for m, _ in self._rows]
        self._longest = max((m.span.end - m.span.start for m, _ in self._rows), default=0)

    def within(self, span: Span) -> list[tuple[Mention, Actor]]:
        """Mentions that share a character with the span, in text order.

        One mention may belong to two actors ("the two leaders").
        """
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [r for r in self._rows[first:last] if r[0].span.overlaps(span)]

    def at(self, token: Token) -> list[Actor]:
        """The actors of the mentions that cover this token."""
        return [a for _, a in self.within(Span(token.idx, token.idx + len(token)))]
