"""Quotations and their cues: "…," she said. "…" """

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft, Quotation
from onrecord.extract.statements.clauses import Hit, cue_of
from onrecord.extract.statements.grammar import is_passive, noun_phrase, subject
from onrecord.extract.statements.lexicon import Verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 40
"""Tokens of narration searched for a cue on either side of a quotation: descriptive clauses
between name and verb fit (longest seen in the train part of PolNeAR: 37)."""

_ENDS_SPEECH = ",?!-–—…"


@dataclass
class Quoted:
    """An outermost quotation, its tokens (first, last + 1), and whose content it is."""

    mark: Quotation
    first: int
    last: int
    owner: Hit | None = None


def outermost(draft: Draft) -> list[Quoted]:
    """The quotations that lie in no other, in text order."""
    found: list[Quoted] = []
    end = -1
    for mark in draft.quotes:
        if mark.span.start >= end:
            tokens = draft.tokens(mark.span)
            if tokens:
                found.append(Quoted(mark, tokens[0].i, tokens[-1].i + 1))
                end = mark.span.end
    return found


class Quotes:
    """The outermost quotations of a draft, asked by token."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.all = outermost(draft)
        self._firsts = [q.first for q in self.all]

    def around(self, i: int) -> Quoted | None:
        """The quotation that token i lies in."""
        k = bisect_left(self._firsts, i + 1) - 1
        return self.all[k] if k >= 0 and i < self.all[k].last else None

    def whole(self, hits: Sequence[Hit]) -> None:
        """Make each hit take in whole quotations, or stay within the one that it stands in."""
        for hit in hits:
            home = self.around(hit.anchor)
            if home is not None:
                inside = set(range(home.first, home.last))
                hit.content &= inside
                hit.source &= inside
                continue
            for k in {id(q): q for i in sorted(hit.content) if (q := self.around(i))}.values():
                hit.content |= set(range(k.first, k.last)) - hit.cue - hit.source
                if k.owner is None or _nearer(hit, k.owner, k):
                    k.owner = hit

    def attribute(self, hits: list[Hit], cues: dict[int, Verb]) -> None:
        """Give quotations without an owner one: the cue beside them, or that of what they continue.

        New hits are added to `hits`; contents grow in place.
        """
        by_anchor = {h.anchor: h for h in hits}
        for k, quote in enumerate(self.all):
            before = self.all[k - 1] if k else None
            after = self.all[k + 1] if k + 1 < len(self.all) else None
            if quote.owner is None:
                quote.owner = (
                    self._carried(before)
                    or self._after(quote, after, cues, by_anchor, hits)
                    or self._before(quote, before, cues, by_anchor, hits)
                    or self._continued(quote, before)
                )
            if quote.owner is not None:
                quote.owner.content |= set(range(quote.first, quote.last)) - quote.owner.cue
                self._back(k)

    def _carried(self, before: Quoted | None) -> Hit | None:
        return before.owner if before is not None and before.mark.goes_on else None

    def _back(self, k: int) -> None:
        """Earlier paragraphs of the same speech get its owner."""
        owner = self.all[k].owner
        while k and owner and self.all[k - 1].mark.goes_on and self.all[k - 1].owner is None:
            k -= 1
            self.all[k].owner = owner
            owner.content |= set(range(self.all[k].first, self.all[k].last))

    def _after(
        self,
        quote: Quoted,
        following: Quoted | None,
        cues: dict[int, Verb],
        by_anchor: dict[int, Hit],
        hits: list[Hit],
    ) -> Hit | None:
        """ "…," said the minister"""
        doc = self.draft.doc
        stop = min(following.first if following else len(doc), quote.last + REACH, len(doc))
        region = _until_break(doc, quote.last, stop)
        if not region:
            return None
        words = self.draft.text.text[quote.mark.inner.start : quote.mark.inner.end]
        open_end = words[-1] in _ENDS_SPEECH or region[0].text in (",", "-", "–", "—")
        inverted = region[0].i in cues
        if not open_end and not inverted and not region[0].text[:1].islower():
            return None
        for token in region:
            if token.i in cues and "quote" in cues[token.i].frames and token.tag_ != "VBG":
                return self._hit(token, cues[token.i], by_anchor, hits, region)
        return None

    def _before(
        self,
        quote: Quoted,
        previous: Quoted | None,
        cues: dict[int, Verb],
        by_anchor: dict[int, Hit],
        hits: list[Hit],
    ) -> Hit | None:
        """She said: "…" – also where a new line stands between."""
        start = max(previous.last if previous else 0, quote.first - REACH, 0)
        region, breaks = _back_to_break(self.draft.doc, quote.first, start)
        if not region or (breaks and region[0].text != ":"):
            return None
        last = region[0]
        follows = last.text in (",", ":", "-", "–", "—") or last.i in cues
        if not follows and not (last.lower_ == "that" and len(region) > 1):
            return None
        for token in region:
            entry = cues.get(token.i)
            if entry is None or entry.group not in ("speech", "appraisal"):
                continue
            if last.text == ":" or entry.frames & {"quote", "that"}:
                return self._hit(token, entry, by_anchor, hits, region)
        return None

    def _continued(self, quote: Quoted, before: Quoted | None) -> Hit | None:
        """ "…," she said. "…": a quotation that begins a sentence of the same paragraph."""
        if before is None or before.owner is None:
            return None
        text = self.draft.text.text
        gap = text[before.mark.span.end : quote.mark.span.start]
        if "\n" in gap:
            return None
        lead = gap.rstrip(" -–—")
        narration = max(before.owner.cue | before.owner.source, default=-1) > before.last - 1
        if not lead or (narration and lead[-1] in ".,:;?!" and _short(lead)):
            return before.owner
        return None

    def _hit(
        self,
        token: Token,
        entry: Verb,
        by_anchor: dict[int, Hit],
        hits: list[Hit],
        region: Sequence[Token],
    ) -> Hit:
        if token.i in by_anchor:
            return by_anchor[token.i]
        cue, top = cue_of(token)
        source: set[int] = set()
        holder = subject(top)
        if holder is None:
            holder = next((t for t in region if t.dep_ == "nsubj" and t.head.i == token.i), None)
        if holder is not None and holder.dep_ != "expl" and not is_passive(token):
            source = noun_phrase(holder)
        if not source and not is_passive(token):
            source = _inverted(token, region)
        inside = {i for i in source if self.around(i) is not None}
        source -= inside
        hit = Hit(token.i, entry.lemma, "quote", entry.group, source, cue - source, set())
        by_anchor[token.i] = hit
        hits.append(hit)
        return hit


_SENTENCE = re.compile(r"(?<=[a-z0-9)]{4})[.!?][\"”']* ")
"""The end of a sentence of narration; "Gen. ", "Capt. " and initials are none."""


def _short(gap: str) -> bool:
    """One sentence of narration at most lies between two pieces of one speech."""
    return _SENTENCE.search(gap) is None


def _nearer(hit: Hit, other: Hit, quote: Quoted) -> bool:
    return abs(hit.anchor - quote.first) < abs(other.anchor - quote.first)


def _inverted(verb: Token, region: Sequence[Token]) -> set[int]:
    """The name that follows a cue, where the parser saw no subject: "said Lt. Ana Ruiz"."""
    after = [t for t in region if t.i > verb.i]
    if not after or after[0].pos_ not in ("PROPN", "NOUN", "DET", "PRON", "ADJ"):
        return set()
    stop = next(
        (k for k, t in enumerate(after) if t.pos_ in ("VERB", "AUX", "ADP", "SCONJ") or t.is_punct),
        len(after),
    )
    return {t.i for t in after[:stop]}


def _until_break(doc: Doc, start: int, stop: int) -> list[Token]:
    """Tokens from a start to the end of its sentence or line."""
    region: list[Token] = []
    for token in doc[start:stop]:
        if "\n" in token.text or token.text in (".", "!", "?", ";"):
            break
        if not token.is_space:
            region.append(token)
    return region


def _back_to_break(doc: Doc, end: int, start: int) -> tuple[list[Token], int]:
    """Tokens before a quotation, last first, to the end of the sentence before; line breaks.

    At most one line break is crossed, and only where nothing stands between it and the quotation.
    """
    region: list[Token] = []
    breaks = 0
    for i in range(end - 1, start - 1, -1):
        token = doc[i]
        if token.is_space:
            breaks += "\n" in token.text
            if "\n" in token.text and (region or breaks > 1):
                break
        elif region and token.text in (".", "!", "?", ";"):
            break
        else:
            region.append(token)
    return region, breaks
