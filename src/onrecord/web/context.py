"""The sentences around a mark, without a language model: enough to judge it by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Spans

AROUND = 2  # sentences on each side
FAR = 700  # characters on each side at most: some texts have no full stops
_END = re.compile(r"(?<![\s(][A-Z])(?<![\s(](?:Mr|Ms|Dr|St))(?<!Mrs)[.!?]['\"”’»)]*\s+|[\r\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks (`evidence`, `condition`), and where they begin in the text."""

    start: int
    words: str
    marks: tuple[str, ...]


def in_context(text: str, evidence: Spans, condition: Spans | None = None) -> tuple[Piece, ...]:
    """The words from two sentences before the mark to two after it, cut where marks turn.

    >>> from onrecord.model import Span
    >>> [(p.words, p.marks) for p in in_context("Rain. They agree. Sun.", (Span(6, 16),))]
    [('Rain. ', ()), ('They agree', ('evidence',)), ('. Sun.', ())]
    """
    spans = {"evidence": evidence, "condition": condition or ()}
    every = [span for of in spans.values() for span in of]
    if not every:
        return ()
    first, last = min(s.start for s in every), max(s.end for s in every)
    low, high = _before(text, first), _after(text, last)
    turns = sorted({low, high, *(x for s in every for x in s)})
    return tuple(
        Piece(a, text[a:b], tuple(name for name, of in spans.items() if _covers(of, a, b)))
        for a, b in pairwise(turns)
        if a < b
    )


def _before(text: str, start: int) -> int:
    low = max(0, start - FAR)
    ends = [low + m.end() for m in _END.finditer(text[low:start])]
    # The last break may be the one right before the mark: its own sentence begins there.
    return ends[-AROUND - 1] if len(ends) > AROUND else low


def _after(text: str, end: int) -> int:
    high = min(len(text), end + FAR)
    ends = [end + m.end() for m in _END.finditer(text[end:high])]
    return ends[AROUND] if len(ends) > AROUND else high


def _covers(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)
