"""Finder of attributions by rules over the parse and the quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.statements.clauses import Hit, clause_hits, cue_verbs, parenthetical
from onrecord.extract.statements.confidence import confidence
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.phrases import label_hits, phrase_hits
from onrecord.extract.statements.quoted import Quotes
from onrecord.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "statements/rules-1"


def find(draft: Draft) -> list[Found]:
    """All attributions of a draft, in text order of their cues. Needs the quotes."""
    doc = draft.doc
    cues = cue_verbs(doc)
    hits = list(clause_hits(doc, cues))
    taken = {h.anchor for h in hits}
    hits += [
        h
        for i, entry in cues.items()
        if i not in taken and (h := parenthetical(doc[i], entry, cues))
    ]
    hits += phrase_hits(doc, cues)
    hits += label_hits(doc)
    quotes = Quotes(draft)
    quotes.whole(hits)
    quotes.attribute(hits, cues)
    hits = [h for h in hits if h.cue and h.content]
    _without_dateline(draft, hits)
    _cut(doc, hits, quotes)
    hits = _worth_nesting(hits)
    return [
        f
        for h in sorted(hits, key=lambda h: (h.anchor, h.frame))
        if (f := _found(draft, h, quotes))
    ]


_DATELINE = re.compile(
    r"[^\W\d_][^\n.()/]{2,40}\.?\s*(?:/[^\n/]{2,12}/\.?|\([^\n()]{2,20}\)\s*[-–—]+)\s*"
)
"""Where and by which agency a story was filed: "LIMA, May 2. /ABC/.", "LIMA (ABC) —"."""


def _without_dateline(draft: Draft, hits: list[Hit]) -> None:
    line = _DATELINE.match(draft.text.text)
    if line is None:
        return
    for hit in hits:
        if min(hit.content) < LINE_HEAD:
            hit.content = {i for i in hit.content if draft.doc[i].idx >= line.end()}


LINE_HEAD = 30  # tokens: longer than any dateline


def _cut(doc: Doc, hits: list[Hit], quotes: Quotes) -> None:
    """Take out of contents what the parser hung too low: later cues of the same speaker.

    "… said that it was late, adding that …": what follows the comma is a statement of its own,
    of the speaker of the first. A cue between commas belongs to no content but its own.
    """
    order = sorted(hits, key=lambda h: h.anchor)
    anchors = [h.anchor for h in order]
    for hit in hits:
        if not hit.content or quotes.around(hit.anchor) is not None:
            continue
        low, high = min(hit.content), max(hit.content)
        for other in order[bisect_left(anchors, low) : bisect_left(anchors, high + 1)]:
            if other is hit or other.anchor not in hit.content:
                continue
            if quotes.around(other.anchor) is not None:
                continue
            if other.frame == "parenthetical" and hit.frame != "parenthetical":
                hit.content -= other.cue | other.source
            elif start := _tail(doc, other):
                end = max(other.content, default=other.anchor)
                hit.content = {i for i in hit.content if not start <= i <= end}
                if other.form != "finite":
                    other.source = set(hit.source)


def _tail(doc: Doc, hit: Hit) -> int:
    """Where a trailing cue starts, its comma counted; 0 where it is none."""
    if hit.group not in ("speech", "appraisal"):
        return 0
    first = min(hit.cue | hit.source if hit.form == "finite" else hit.cue)
    if hit.form in ("joined", "finite"):
        first -= 1
        if doc[first].pos_ != "CCONJ" or (hit.form == "finite" and doc[hit.anchor].dep_ != "conj"):
            return 0
    elif hit.form != "participle":
        return 0
    comma = doc[first - 1]
    return first - 1 if comma.text == "," or (comma.is_quote and doc[first - 2].text == ",") else 0


def _worth_nesting(hits: list[Hit]) -> list[Hit]:
    """Hits that stand alone, and of those within another's content the ones that name a holder.

    "He said a plan was discussed, aimed at peace" is one statement; "He said Lind hopes to sign"
    is two.
    """
    covered: dict[int, int] = {}
    for k, hit in enumerate(hits):
        for i in hit.content:
            covered[i] = k if i not in covered else -1
    return [
        h
        for k, h in enumerate(hits)
        if covered.get(h.anchor, k) == k or (h.source and (h.form in _NESTING or h.frame == "that"))
    ]


_NESTING = frozenset({"finite", "joined", "passive"})


def _found(draft: Draft, hit: Hit, quotes: Quotes) -> Found | None:
    if not hit.content or not hit.cue:
        return None
    source = _spans(draft, hit.source)
    if source and "," in draft.text.text[source[-1].start : source[-1].end]:
        source = _with_comma(draft, source)
    content = _spans(draft, hit.content)
    cue = _spans(draft, hit.cue)
    if not content or not cue:
        return None
    return Found(source, cue, content, confidence(hit), hit.construction)


def _with_comma(draft: Draft, source: Spans) -> Spans:
    """The comma that ends a described name belongs to it: "Ruiz, a lawyer, said"."""
    *rest, last = source
    comma = draft.text.text[last.end : last.end + 1] == ","
    return (*rest, Span(last.start, last.end + 1)) if comma else source


_EDGE = " \t\r\n\u00a0,;:.–—-"


def _spans(draft: Draft, tokens: set[int]) -> Spans:
    """Spans of a role: neighbours joined, bare punctuation at the edges left out."""
    text = draft.text.text
    found: list[Span] = []
    doc = draft.doc
    ordered = sorted(i for i in tokens if not doc[i].is_space)
    runs: list[list[int]] = []
    for i in ordered:
        if runs and not any(not doc[k].is_space for k in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in runs:
        start, end = doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])
        piece = text[start:end]
        if any(c.isalnum() for c in piece):
            left = len(piece) - len(piece.lstrip(_EDGE))
            piece = piece.strip(_EDGE)
            found.append(Span(start + left, start + left + len(piece)))
        elif len(tokens) == 1 and piece.strip():
            found.append(Span(start, end))
    return tuple(
        Span(s.start, s.end + 1) if text[s.end - 1 : s.end + 1] == "''" else s for s in found
    )  # a doubled apostrophe is one token of one character in the parse
