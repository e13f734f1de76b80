"""A text with all its marks, cut into runs: how overlapping stand-off marks become a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Record, Span

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINES = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one mark: the id of its entry, its class for style, its number for print."""

    span: Span
    id: str
    style: str
    anchor: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters under the same marks. `anchors` begin here; `numbers` of marks end here."""

    text: str
    ids: tuple[str, ...]
    styles: tuple[str, ...]
    anchors: tuple[str, ...]
    numbers: tuple[tuple[str, int], ...]


def paragraphs(record: Record) -> Iterator[list[Run]]:
    """The text as lines of runs. Joined, they are the text without its line breaks.

    Control characters are shown as U+FFFD. Linear in the runs, times how deep marks overlap.
    """
    text = record.document.text
    turns = _turns(record)
    positions = sorted(turns)
    active: dict[Mark, None] = {}
    anchors: list[str] = []
    k = 0
    for begin, end in _lines(text):
        line: list[Run] = []
        here = begin
        while here < end:
            while k < len(positions) and positions[k] <= here:  # also those between lines
                stopping, starting = turns[positions[k]]
                for mark in stopping:
                    active.pop(mark, None)
                active.update(dict.fromkeys(starting))
                anchors += [m.id for m in starting if m.anchor]
                k += 1
            there = min(end, positions[k]) if k < len(positions) else end
            stopping = turns[there][0] if there in turns else []
            line.append(
                Run(
                    text=_CONTROL.sub("\ufffd", text[here:there]),
                    ids=tuple(dict.fromkeys(m.id for m in active)),
                    styles=tuple(dict.fromkeys(m.style for m in active)),
                    anchors=tuple(anchors),
                    numbers=tuple((m.id, m.number) for m in stopping if m.number is not None),
                )
            )
            anchors = []
            here = there
        yield line


def _turns(record: Record) -> dict[int, tuple[list[Mark], list[Mark]]]:
    """Offset → the marks that end there and the marks that start there."""
    turns: dict[int, tuple[list[Mark], list[Mark]]] = defaultdict(lambda: ([], []))
    for mark in _marks(record):
        turns[mark.span.start][1].append(mark)
        turns[mark.span.end][0].append(mark)
    return turns


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _LINES.finditer(text):
        if found.start() > start and text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def _marks(record: Record) -> Iterator[Mark]:
    """Every span of every mark, in the order in which they are told of."""
    for number, p in enumerate(record.positions, start=1):
        yield from _spread(p.id, f"po {p.stance}", p.evidence, number)
        yield from (Mark(span, p.id, "co") for span in p.condition or ())
    for number, s in enumerate(record.statements, start=1):
        yield from _spread(s.id, "st", s.content, number)
        yield from (Mark(span, s.id, "cue") for span in (*s.cue, *s.source))
    for e in record.events:
        yield from _spread(e.id, "ev", e.trigger)
    for a in record.actors:
        for n, mention in enumerate(a.mentions):
            style = "ac" if mention.form == "name" else "re"
            yield Mark(mention.span, a.id, style, anchor=n == 0)
    for place in record.places:
        yield from _spread(place.id, "pl", place.mentions)
    for when in record.times:
        yield Mark(when.span, when.id, "ti", anchor=True)


def _spread(
    id: str, style: str, spans: tuple[Span, ...], number: int | None = None
) -> Iterator[Mark]:
    for n, span in enumerate(spans):
        last = n == len(spans) - 1
        yield Mark(span, id, style, anchor=n == 0, number=number if last else None)
