"""What rules mend in the tagger's attributions: nesting, and texts that have lost their breaks.

The tagger learnt on articles with paragraphs, gives a word one role, and never sees one
attribution within another. The rules nest, and care less for paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from onrecord.extract.draft import Draft
from onrecord.extract.parse import respaced
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.lexicon import lexicon
from onrecord.extract.statements.quoted import outermost
from onrecord.model import Span, Spans, merge_spans

FLAT = 2_000
"""Characters on one line from which a text counts as having lost its breaks: no paragraph of
PolNeAR train is that long, most feeds that flatten a page are one line."""

MERGED = 1_000
"""Characters of a line from which it must be several paragraphs: the longest of PolNeAR dev has
938, nine in ten articles of one line are longer."""

_LONG_LINE = re.compile(rf"[^\n]{{{MERGED},}}")
_FURNITURE = re.compile(
    r"(?<=\s)(?:(?:https?://|pic\.twitter\.com/)\S+"  # an address
    r"|[\"—–-]\??[^\n\"]{2,50} \(@\w+\) \w+ \d{1,2}, \d{4})(?=\s)"  # whose post it was, and when
)

# Tuned together on our labelled statements of flattened articles (found .76 → .83 of 330) with a
# look at PolNeAR dev, where taking over from the rules gains nothing (full lenient 74.6 → 74.5).
SURE_TO_ADD = 0.6
SURE_TO_WIDEN = 0.5
CUT_SHORT = 0.5  # a content of less than this share of the rules' own

_OWN_VOICE = frozenset({"I", "we", "you"})
"""Subjects that, inside somebody's words, are that somebody or the listener."""


def is_flat(text: str) -> bool:
    """Whether a text has a line so long that its paragraphs must have been lost.

    >>> is_flat("One line.\\n\\nAnother."), is_flat("No break at all. " * 200)
    (False, True)
    """
    return any(len(line) >= FLAT for line in text.split("\n"))


def tagged_copy(draft: Draft) -> str:
    """The text as the tagger should see it, to the character as long.

    Lost spaces are back. In a line that must be several paragraphs a new one begins where a
    quotation opens straight after one that closed, after an embedded post, and before a pointer
    to another page ("READ MORE:").
    """
    copy = list(respaced(draft.text.text))
    for line in _LONG_LINE.finditer(draft.text.text):
        for furniture in _FURNITURE.finditer(draft.text.text, *line.span()):
            copy[furniture.start()] = "\n"
            copy[furniture.start() + 1 : furniture.end()] = " " * (len(furniture[0]) - 1)
        for pointer in _pointer().finditer(draft.text.text, *line.span()):
            copy[pointer.start()] = "\n"
    for one, other in pairwise(q.mark for q in outermost(draft)):
        gap = "".join(copy[one.span.end : other.span.start])
        closed = one.closed and not one.goes_on and gap.isspace() and "\n" not in gap
        if closed and _LONG_LINE.match(draft.text.text, _line_start(draft, one.span.end)):
            copy[one.span.end] = "\n"
    return "".join(copy)


def _line_start(draft: Draft, at: int) -> int:
    return draft.text.text.rfind("\n", 0, at) + 1


@cache
def _pointer() -> re.Pattern[str]:
    """The space before a pointer in capitals, or with a capital after the end of a sentence."""
    names = "|".join(re.escape(w) for w in sorted(lexicon().lists["pointers"], key=len)[::-1])
    return re.compile(rf"\s(?:{names.upper()}):\s|(?<=[.!?-])\s(?i:{names}):\s")


def nested(draft: Draft, outer: Sequence[Found], rules: Sequence[Found], by: str) -> list[Found]:
    """What the rules find inside the content of an outer attribution, said by somebody else.

    “Haddad said that Peskov had warned …” has two speakers; “I think” inside a speaker's own
    words tells of no one else.
    """
    inside = sorted(span for f in outer for span in f.content)
    starts = [span.start for span in inside]
    kept = []
    for found in rules:
        spans = _all(found)
        k = bisect_right(starts, spans[0].start) - 1
        if (
            found.source
            and k >= 0
            and inside[k].covers(Span(spans[0].start, spans[-1].end))
            and not any(t.lemma_ in _OWN_VOICE for t in draft.tokens(found.source[0])[:1])
            and (found.construction.startswith("speech") or _is_somebody(draft, found))
        ):
            kept.append(replace(found, by=by))
    return kept


def widened(tagged: Sequence[Found], rules: Sequence[Found]) -> list[Found]:
    """The tagger's attributions; where its content is cut short, that of the rules at one cue."""
    by_cue = {span.start: f for f in rules if f.confidence >= SURE_TO_WIDEN for span in f.cue}
    starts = sorted(by_cue)
    out = []
    for found in tagged:
        other = _at_cue(found, starts, by_cue)
        if other is not None and _is_cut(found.content, other.content):
            found = replace(found, content=other.content)
        out.append(found)
    return out


def _is_somebody(draft: Draft, found: Found) -> bool:
    """Whether the source of an attitude is an actor: "the market demands" tells of nobody."""
    return any(draft.mentions.within(span) for span in found.source)


def added(tagged: Sequence[Found], rules: Sequence[Found], by: str) -> list[Found]:
    """What the rules are sure of where the tagger has nothing at all."""
    taken = merge_spans(span for f in tagged for span in _all(f))
    starts = [span.start for span in taken]
    free = []
    for found in rules:
        if found.confidence >= SURE_TO_ADD and not any(
            (k := bisect_right(starts, span.end - 1) - 1) >= 0 and taken[k].overlaps(span)
            for span in found.cue + found.content
        ):
            free.append(replace(found, by=by))
    return free


def carried(draft: Draft, found: Sequence[Found]) -> list[Found]:
    """Attributions with the whole of a speech that goes on over paragraphs.

    The tagger reads each paragraph by itself; that the next one opens with a mark though none
    closed tells that the same speaker goes on (or spoke already).
    """
    quotes = [q.mark for q in outermost(draft)]
    rows = sorted((s.start, s.end, k) for k, f in enumerate(found) for s in f.content)
    starts = [row[0] for row in rows]
    owners = [_owner(q.span, rows, starts) for q in quotes]
    more: dict[int, list[Span]] = {}
    order = range(len(quotes) - 1)
    for here, there in [*((k, k + 1) for k in order), *((k + 1, k) for k in reversed(order))]:
        owner = owners[here]
        if quotes[min(here, there)].goes_on and owner is not None and owners[there] is None:
            more.setdefault(owner, []).append(quotes[there].span)
            owners[there] = owner
    return [
        replace(f, content=merge_spans((*f.content, *more[k]))) if k in more else f
        for k, f in enumerate(found)
    ]


def _owner(quote: Span, rows: Sequence[tuple[int, int, int]], starts: Sequence[int]) -> int | None:
    """Which attribution has words of a quotation in its content."""
    k = bisect_left(starts, quote.end) - 1
    return rows[k][2] if k >= 0 and rows[k][1] > quote.start else None


def _all(found: Found) -> Spans:
    return merge_spans(found.source + found.cue + found.content)


def _at_cue(found: Found, starts: list[int], by_cue: dict[int, Found]) -> Found | None:
    """The rules' attribution whose cue begins within the cue of `found`."""
    for span in found.cue:
        k = bisect_right(starts, span.end - 1) - 1
        if k >= 0 and starts[k] >= span.start:
            return by_cue[starts[k]]
    return None


def _is_cut(content: Spans, whole: Spans) -> bool:
    """Whether a content lies in another and is much shorter."""
    within = all(any(w.covers(c) for w in whole) for c in content)
    return within and _length(content) < CUT_SHORT * _length(whole)


def _length(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)
