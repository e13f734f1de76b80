"""Quotation marks, in every style, paired or not.

A mark opens or closes by what stands on either side of it (a space before, a letter after: it
opens) and by its own shape; where both are silent, by what is open already. Marks are matched
with a stack in each paragraph, so quotations may nest. What real feeds do to marks is expected:
lost spaces, a question mark in place of a lost character (`said."?The`), a double mark in place
of an apostrophe (`didn"t`), marks that were never closed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from onrecord.extract.draft import Draft, Quotation
from onrecord.extract.pipeline import Step
from onrecord.model import Dropped, Span

NAME = "quotes/marks-1"

LONGEST = 6_000
"""Characters of one paragraph that a pair may span: about 1,000 words. The longest pair in the
train part of PolNeAR has 3,000; beyond this a mark was lost and the two do not belong together."""

DEEPEST = 6
"""Quotations in one another; more open marks than that were never closed."""

UNCLOSED = 1_500
"""Characters that an unclosed quotation may run on in its paragraph: feeds without line breaks
would otherwise lend the rest of the article to one speaker."""

_PARAGRAPH = re.compile(r"[^\n\r]+")
_MARK = re.compile(r"\"+|''|``|[“”„‟«»]|['‘’‚‛]")
_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}\s?(?:\"|''|”|″)?|\d\s?(?:\"|”|″)(?=\s?(?:x|by)\b)")
_DECADE = re.compile(r"['‘’]\d0s?\b|['‘’]\d\d\b(?!['’\d])")
_ELISION = re.compile(r"['‘’](?:em|til|cause|tis|twas|bout|cuz|im|n)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"=\"[^\"\n]*\"")  # markup left in a text: <tweet id="1">
_LOST_DASH = re.compile(r"(?<=\w )\"[?\ufffd](?=[a-z])")  # `short "?but clear`
_CONTRACTED = re.compile(r"(?:t|s|re|ve|ll|d|m)\b", re.IGNORECASE)
_LOST = "?\ufffd"
"""What stands where a character was lost."""
_SINGLE = "'‘’‚‛"
_BEFORE_OPENING = "([{-–—−/<>*" + "\"“”„«»'‘’‚`"
_AFTER_CLOSING = ".,;:!?)]}-–—−/…" + "\"”»'’\ufffd"
_STOP = ".,!?;…"
_TOLD = re.compile(r"\b(?:said|says|told|added|asked|wrote)\b")
"""Narration within an unclosed quotation: a closing mark was lost before it."""
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")

Side = Literal["open", "close", "either"]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    side: Side
    single: bool
    char: str


def step() -> Step:
    """The step, for `extract.steps`."""
    return Step(name=NAME, needs=(), makes=("quotes",), run=run)


def run(draft: Draft) -> Draft:
    """The draft with its quotations; marks that pair with nothing are counted."""
    quotes, lone = quotations(draft.text.text)
    return draft.having(
        quotes=quotes, dropped=[Dropped(NAME, "closing mark without an opening one", lone)]
    )


def quotations(text: str) -> tuple[tuple[Quotation, ...], int]:
    """All quotations in text order, outer before inner, and how many closing marks stood alone.

    Linear in characters; never raises.

    >>> [q.inner for q in quotations('“Yes,” said Ito. "No."')[0]]
    [Span(start=1, end=5), Span(start=18, end=21)]
    """
    found: list[Quotation] = []
    going_on: list[int] = []  # indices of quotations left open at the end of their paragraph
    lone = 0
    for paragraph in _PARAGRAPH.finditer(text):
        marks = list(_marks(text, paragraph.start(), paragraph.end()))
        if going_on and marks and _begins(text, paragraph.start(), marks[0]):
            for k in going_on:
                found[k] = replace(found[k], closed=True, goes_on=True)
        pairs, left, alone = _match(marks)
        lone += alone
        here = [q for o, c in pairs if (q := _closed(text, o, c))]
        first_unclosed = len(here)
        here += [q for q in (_unclosed(text, o, marks, paragraph.end()) for o in left) if q]
        runs_on = {id(q) for q in here[first_unclosed:] if _to_end(text, q, paragraph.end())}
        here.sort(key=lambda q: (q.span.start, -q.span.end))
        going_on = [len(found) + k for k, q in enumerate(here) if id(q) in runs_on]
        found += here
    return tuple(found), lone


def _begins(text: str, start: int, mark: _Mark) -> bool:
    """Whether a paragraph begins with this mark, and the mark can open."""
    return not mark.single and mark.side != "close" and not text[start : mark.start].strip()


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The marks of one paragraph, apostrophes, feet, inches and decades left out."""
    skip = {
        k
        for pattern in (_INCHES, _DECADE, _ELISION, _ATTRIBUTE, _LOST_DASH)
        for m in pattern.finditer(text, start, end)
        for k in range(m.start(), m.end())
    }
    doubles: list[_Mark] = []
    singles: list[_Mark] = []
    guillemets_turned = text.find("»", start, end) < text.find("«", start, end)
    for m in _MARK.finditer(text, start, end):
        if m.start() in skip:
            continue
        side = _side(text, m.start(), m.end(), start, end)
        if side is None:
            continue
        char = m.group()[0]
        single = char in _SINGLE and len(m.group()) == 1
        if not single:
            side = _shaped(char, side, guillemets_turned)
        (singles if single else doubles).append(_Mark(m.start(), m.end(), side, single, char))
    yield from sorted([*doubles, *_paired_singles(text, singles)], key=lambda k: k.start)


def _side(text: str, start: int, end: int, first: int, last: int) -> Side | None:
    """Which way a mark looks by its neighbours; None where it is no quotation mark."""
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    beyond = text[end + 1] if end + 1 < last else " "
    if before.isalnum() and after.isalnum():
        if text[start] in _SINGLE and end - start == 1:
            return None  # an apostrophe
        return None if _CONTRACTED.match(text, end) else "either"
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    if after in _LOST and beyond.isalnum() and before.isspace():
        free_after = False  # `said: "?We go`
    if (after in ".…" and beyond in ".… [") or (after in "-–—'‘" and before.isspace()):
        free_after = after.isspace()  # `"... and so`, `"'No' was`
    if free_before != free_after:
        return "open" if free_before else "close"
    if not free_before:
        return "close" if before in _STOP else "either"  # `left."Then he`
    return "either"


def _shaped(char: str, side: Side, guillemets_turned: bool) -> Side:
    """The side of a double mark, its own shape counted in: shape decides, unless both disagree."""
    if char == "“" or char == "`" or char == ("»" if guillemets_turned else "«"):
        return "open" if side != "close" else "either"
    if char == "”" or char == ("«" if guillemets_turned else "»"):
        return "close" if side != "open" else "either"
    return "open" if char == "„" else side


def _paired_singles(text: str, marks: list[_Mark]) -> Iterator[_Mark]:
    """Single marks that surely pair: an opening one with a closing one ahead of the next opening.

    A mark after an s may be a plural's apostrophe ("the ministers' plan"): it closes only where
    no surer mark follows.
    """
    opened: _Mark | None = None
    weak: _Mark | None = None
    for mark in [*marks, None]:
        opens = mark is not None and (mark.side == "open" or (mark.char == "‘" and not opened))
        if opened and (mark is None or opens):
            if weak:
                yield replace(opened, side="open")
                yield replace(weak, side="close")
            opened, weak = None, None
        if mark is None:
            return
        if opens:
            opened = mark if mark.side != "close" else None
        elif opened and mark.side == "close":
            after = text[mark.end] if mark.end < len(text) else " "
            if text[mark.start - 1] in "sS" and after.isspace():
                weak = weak or mark
            else:
                yield replace(opened, side="open")
                yield mark
                opened, weak = None, None


def _match(marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark], int]:
    """Pairs, opening marks left over, and the number of closing ones that stand alone."""
    pairs: list[tuple[_Mark, _Mark]] = []
    stack: list[_Mark] = []
    left: list[_Mark] = []
    alone = 0
    for mark in marks:
        while stack and (mark.start - stack[0].start > LONGEST or len(stack) > DEEPEST):
            left.append(stack.pop(0))
        same = next((o for o in reversed(stack) if _closes(mark, o)), None)
        if mark.side == "open" or (mark.side == "either" and same is None):
            if mark.char == "“" and same is not None and same.char == "„":
                pairs.append((same, mark))
                stack.remove(same)
            else:
                stack.append(mark)
        elif same is None:
            alone += not mark.single
        else:
            while stack[-1] is not same:
                opened = stack.pop()
                if not opened.single:
                    left.append(opened)
            pairs.append((stack.pop(), mark))
    return pairs, [o for o in left + stack if not o.single], alone


_CLOSERS = {"“": "”\"“'", "„": "“”\"'", "«": '»"', "»": '«"', "`": "'\"”", "”": '”"'}


def _closes(mark: _Mark, opened: _Mark) -> bool:
    """Whether a mark is of the kind that can close this one."""
    if mark.single or opened.single:
        return mark.single and opened.single
    return mark.char in _CLOSERS.get(opened.char, "\"'”“`")


def _closed(text: str, opening: _Mark, closing: _Mark) -> Quotation | None:
    inner = _inner(text, opening, closing.start)
    return Quotation(Span(opening.start, closing.end), inner) if inner else None


def _unclosed(text: str, opening: _Mark, marks: list[_Mark], end: int) -> Quotation | None:
    """An opening mark without its closing one: to the end of the paragraph.

    Where another quotation opens in the same paragraph after the end of a sentence, the
    paragraphs of one long speech were run together, and it goes on. Else the closing mark was
    lost, most likely at the end of the first sentence.
    """
    if text[opening.end : opening.end + 1] in tuple(_LOST):
        return None  # a lost dash before a name rather than a mark
    following = _next_opening(marks, opening.end)
    stop = following.start if following else end
    before = text[opening.end : min(stop, opening.start + UNCLOSED)].rstrip()
    goes_on = (
        following is not None
        and stop - opening.start <= UNCLOSED
        and before[-1:] in tuple(".!?")
        and not _TOLD.search(before)
    )
    if not goes_on and (following or stop - opening.start > UNCLOSED):
        stop = min(stop, opening.start + UNCLOSED)
        sentence = _SENTENCE_END.search(text, opening.end, stop)
        stop = sentence.end() if sentence else stop
    inner = _inner(text, opening, stop)
    if inner is None:
        return None
    return Quotation(Span(opening.start, inner.end), inner, closed=goes_on, goes_on=goes_on)


def _next_opening(marks: list[_Mark], at: int) -> _Mark | None:
    """The first double opening mark from a character on."""
    first = bisect_left(marks, at, key=lambda m: m.start)
    return next((m for m in islice(marks, first, None) if m.side == "open" and not m.single), None)


def _inner(text: str, opening: _Mark, end: int) -> Span | None:
    """What stands between the marks, without blank edges; None where nothing does."""
    words = text[opening.end : end]
    if words[:1] and words[0] in _LOST and words[1:2].isalnum():
        words = " " + words[1:]
    start = opening.end + len(words) - len(words.lstrip())
    stop = opening.end + len(words.rstrip())
    return Span(start, stop) if any(c.isalnum() for c in text[start:stop]) else None


def _to_end(text: str, quotation: Quotation, end: int) -> bool:
    return not text[quotation.span.end : end].strip()
