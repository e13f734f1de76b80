"""From found attributions to statements: the tail that every finder shares.

Spans are made disjoint, then kind, containing statement, speakers, addressees, time and place
are read off the draft. Linear in words: each token is painted with the smallest content over it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.places import places_in
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.speakers import Cast, Speaker, addressees_of, speaker_of
from onrecord.extract.times import time_of
from onrecord.model import Dropped, Span, Spans, Statement, merge_spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w+")
_EDGE = " \t\r\n\u00a0"
_STRAY_FIRST = re.compile(r"-(?=[^\W\d])")  # where a feed lost a space: "said | -the ferries"
_STRAY_LAST = re.compile(r"\w-")
_LOOSE_MARK = re.compile(r"\s+[\"“„]$")

MOSTLY_QUOTED = 0.5
"""Share of quoted words from which a statement counts as the speaker's own words (`voice`)."""


@dataclass(frozen=True, slots=True)
class _Clean:
    """A found attribution with disjoint spans and what its words show."""

    found: Found
    kind: str
    quoted: float


def assemble(draft: Draft, founds: Iterable[Found], by: str) -> Draft:
    """The draft with a statement for each found attribution; `by` names step and version."""
    drops: Counter[str] = Counter()
    mask = _quoted_mask(draft)
    clean: dict[tuple[Spans, Spans, Spans], _Clean] = {}
    for found in founds:
        tidy = _disjoint(draft, found)
        if tidy is None:
            drops["no content left"] += 1
            continue
        share = _share(draft, mask, tidy.content)
        share = 1.0 if tidy.verbatim else share
        kind = "direct" if share == 1 else "mixed" if share else "indirect"
        clean.setdefault((tidy.source, tidy.cue, tidy.content), _Clean(tidy, kind, share))
    rows = sorted(clean.values(), key=lambda c: (c.found.content, c.found.cue, c.found.source))
    parents = _containing(draft, [c.found for c in rows])
    statements = _statements(draft, rows, parents, by, drops)
    return draft.having(
        statements=tuple(
            sorted(statements, key=lambda s: (min(s.content + s.cue + s.source), s.id))
        ),
        dropped=[Dropped(by, reason, n) for reason, n in sorted(drops.items())],
    )


def _disjoint(draft: Draft, found: Found) -> Found | None:
    """Source before cue before content where they share characters, blank edges cut."""
    source = _trimmed(draft, merge_spans(found.source))
    cue = _trimmed(draft, _without(merge_spans(found.cue), source))
    content = _trimmed(draft, _without(merge_spans(found.content), merge_spans(source + cue)))
    if not any(c.isalnum() for s in content for c in draft.text.text[s.start : s.end]):
        return None
    return replace(found, source=source, cue=cue, content=content)


def _without(spans: Spans, holes: Spans) -> Spans:
    kept: list[Span] = []
    for span in spans:
        start = span.start
        for hole in holes:
            if hole.end <= start or hole.start >= span.end:
                continue
            if hole.start > start:
                kept.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < span.end:
            kept.append(Span(start, span.end))
    return tuple(kept)


def _trimmed(draft: Draft, spans: Spans) -> Spans:
    """Without blanks at the edges, and without pieces of nothing but punctuation."""
    text = draft.text.text
    kept: list[Span] = []
    for span in spans:
        piece = text[span.start : span.end]
        start = span.start + len(piece) - len(piece.lstrip(_EDGE))
        end = span.start + len(piece.rstrip(_EDGE))
        if _STRAY_FIRST.match(text, start):
            start += 1
        if _STRAY_LAST.match(text, end - 2) and end - start > 2:
            end -= 1
        if loose := _LOOSE_MARK.search(text, start, end):  # the mark opens what follows
            end = loose.start()
        if start < end and (any(c.isalnum() for c in piece) or len(spans) == 1):
            kept.append(Span(start, end))
    return tuple(kept)


def _quoted_mask(draft: Draft) -> bytearray:
    """One byte a character: 1 between quotation marks."""
    mask = bytearray(len(draft.text.text))
    end = 0
    for quote in draft.quotes:  # outer before inner: each character is written once
        start = max(quote.inner.start, end)
        if quote.inner.end > start:
            mask[start : quote.inner.end] = b"\x01" * (quote.inner.end - start)
            end = quote.inner.end
    return mask


def _share(draft: Draft, mask: bytearray, content: Spans) -> float:
    """The share of the words of a content that stand between quotation marks."""
    quoted = [
        mask[m.start()]
        for span in content
        for m in _WORD.finditer(draft.text.text, span.start, span.end)
    ]
    return sum(quoted) / len(quoted) if quoted else 0.0


def _containing(draft: Draft, founds: Sequence[Found]) -> list[int | None]:
    """For each attribution the number of the smallest other whose content holds its cue."""
    sizes = [sum(s.end - s.start for s in f.content) for f in founds]
    paint: dict[int, int] = {}
    for k in sorted(range(len(founds)), key=lambda k: (-sizes[k], k)):
        for span in founds[k].content:
            for token in draft.tokens(span):
                paint[token.i] = k
    parents: list[int | None] = []
    for k, found in enumerate(founds):
        anchor = (found.cue or found.source or found.content)[0]
        at = draft.tokens(anchor)
        parent = paint.get(at[0].i) if at else None
        parents.append(parent if parent is not None and sizes[parent] > sizes[k] else None)
    return parents


def _statements(
    draft: Draft,
    rows: Sequence[_Clean],
    parents: Sequence[int | None],
    by: str,
    drops: Counter[str],
) -> list[Statement]:
    """Outer statements before those within them, otherwise in text order of their cues."""
    cast = Cast(draft)
    made: dict[int, Statement] = {}
    depth = [_depth(k, parents) for k in range(len(rows))]
    last: Statement | None = None
    for k in sorted(range(len(rows)), key=lambda k: (depth[k], _place(rows[k].found), k)):
        found = rows[k].found
        parent = parents[k]
        around = made[parent] if parent is not None else None
        before = (
            last if last is not None and not depth[k] and _near(draft, last, found, cast) else None
        )
        if found.speakers is None:
            speaker = speaker_of(draft, found.source, before, around, cast)
        else:
            speaker = Speaker(found.speakers, missing=None if found.speakers else found.missing)
        if speaker.missing:
            drops[speaker.missing] += 1
        statement = _statement(draft, rows[k], speaker, around, by)
        made[k] = statement
        if not depth[k] and statement.speakers:
            last = statement
    return list(made.values())


def _place(found: Found) -> Span:
    return min(found.cue + found.source + found.content)


def _depth(k: int, parents: Sequence[int | None]) -> int:
    depth = 0
    parent = parents[k]
    while parent is not None:
        depth, parent = depth + 1, parents[parent]
    return depth


def _near(draft: Draft, last: Statement, found: Found, cast: Cast) -> bool:
    """Whether a statement follows another with no other person named between them.

    One paragraph break may lie between.
    """
    end = max(s.end for s in last.content + last.cue + last.source)
    start = _place(found).start
    if end > start:
        end = min(s.start for s in last.content + last.cue + last.source)
    if draft.text.text[end:start].strip("\n").count("\n\n") > 1:
        return False
    return cast.between(end, start) <= set(last.speakers)


def _statement(
    draft: Draft, row: _Clean, speaker: Speaker, around: Statement | None, by: str
) -> Statement:
    found = row.found
    cue_tokens = [t for span in found.cue for t in draft.tokens(span)]
    inside = [t for t in _clause(cue_tokens) if not _covered(found, t.idx)]
    said = time_of(draft, cue_tokens) if cue_tokens else None
    places = places_in(draft, inside) if inside else ()
    return Statement(
        id=Statement.id_of(draft.text.id, found.source, found.cue, found.content),
        kind=row.kind,
        speakers=speaker.ids,
        source=found.source,
        cue=found.cue,
        content=found.content,
        addressees=addressees_of(draft, found.cue, speaker.ids),
        within=around.id if around is not None else None,
        voice=_voice(row, speaker, around),
        said=said,
        place=places[0] if len(places) == 1 else None,
        confidence=round(found.confidence, 3),
        by=found.by or by,
    )


_HOW = frozenset({"prep", "advmod", "npadvmod", "dative", "agent"})


def _clause(cue: Sequence[Token]) -> list[Token]:
    """The cue and the phrases that hang on it: where and when it was said."""
    found = {t.i: t for t in cue}
    for token in cue:
        for c in token.children:
            if c.dep_ in _HOW:
                found.update((t.i, t) for t in c.subtree)
    return [found[i] for i in sorted(found)]


def _covered(found: Found, at: int) -> bool:
    return any(s.start <= at < s.end for s in found.content)


def _voice(row: _Clean, speaker: Speaker, around: Statement | None) -> str:
    """How the words reach us, seen from who speaks (see the kinds of voice)."""
    if not speaker.ids and not row.found.source:
        return "author"
    if around is not None and speaker.ids and set(speaker.ids) != set(around.speakers):
        return "other"
    if speaker.spokesperson:
        return "spokesperson"
    return "direct" if row.quoted >= MOSTLY_QUOTED else "indirect"
