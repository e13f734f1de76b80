"""Rows held against the text: only what points at words that exist is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.draft import Draft
from onrecord.extract.llm.answers import Row
from onrecord.extract.llm.passages import Passage
from onrecord.model import Actor, Span, kinds

LONGEST_EVIDENCE = 600
"""Characters: the longest sentences of news; more than that points at nothing in particular."""
LONGEST_LABEL = 16
"""Words of an issue's label. A longer one is a sentence, not a short verb phrase."""
OWN_WORDS = 0.6
"""Share of a label's content words that must be words of the passage. Set by reason, not tuned:
a label of two such words must have both, one of three may put one in another form or word."""
STEM = 5
"""Letters that two words must begin with alike to be forms of one word (deploy, deployment)."""

_STRAIGHT = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_NEGATED = re.compile(r"(?:to )?(?:not|never|no|don't|do not|without)\b", re.IGNORECASE)


class Refused(Exception):
    """A row that is dropped; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A row whose every part is there: an actor of ours, a stance, a label, spans of the text."""

    actor: Actor
    stance: str
    label: str
    evidence: Span
    condition: Span | None


class Checker:
    """Holds rows against one passage. Built in time linear in its words."""

    def __init__(self, draft: Draft, passage: Passage) -> None:
        self.draft = draft
        self.passage = passage
        self._folded, self._at = _fold(draft.text.text, passage.span)

    def check(self, row: Row | None) -> Checked:
        """The row with its words found in the text; raises `Refused`."""
        if row is None:
            raise Refused("row of another form than asked")
        if not 1 <= row.actor <= len(self.passage.actors):
            raise Refused("actor that is not in the list")
        stance = row.stance.strip().lower()
        if stance not in kinds("stance"):
            raise Refused("stance that the codebook has not")
        evidence = self._evidence(row)
        condition = self._condition(row, evidence)
        return Checked(
            actor=self.passage.actors[row.actor - 1].actor,
            stance=stance,
            label=self._label(row.issue),
            evidence=evidence,
            condition=condition,
        )

    def _evidence(self, row: Row) -> Span:
        found = list(self._find(row.evidence))
        if not found:
            raise Refused("words that are not in the text")
        own = [s for s in found if s.overlaps(self.passage.own)]
        if not own:
            raise Refused("words of the context, which another passage codes")
        if len(own) > 1:  # the sentence that the model names decides; without one nothing does
            number = row.sentence or 0
            shown = self.passage.sentences
            named = shown[number - 1] if 1 <= number <= len(shown) else None
            own = [s for s in own if named is not None and s.overlaps(named)]
        if len(own) != 1:
            raise Refused("words that stand in the passage more than once")
        if own[0].end - own[0].start > LONGEST_EVIDENCE:
            raise Refused("evidence that is too long")
        if len(_WORD.findall(row.evidence)) < 2:
            raise Refused("evidence of a single word")
        return own[0]

    def _condition(self, row: Row, evidence: Span) -> Span | None:
        if row.condition is None or row.condition.strip().lower() in ("", "null", "none"):
            return None
        found = list(self._find(row.condition))
        if not found:
            raise Refused("words that are not in the text")
        # nearest to the evidence; the earlier of two that are as near
        nearest = min(found, key=lambda s: (_gap(s, evidence), s))
        if nearest.end - nearest.start > LONGEST_EVIDENCE:
            raise Refused("condition that is too long")
        return nearest

    def _find(self, words: str) -> Iterator[Span]:
        """Where the words stand as whole words, white space and style of quotes apart."""
        wanted = " ".join(words.translate(_STRAIGHT).split())
        if not any(c.isalnum() for c in wanted):
            return
        at = self._folded.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if _is_edge(self._folded, at) and _is_edge(self._folded, end):
                yield Span(self._at[at], self._at[end - 1] + 1)
            at = self._folded.find(wanted, end)

    # --- the issue

    def _label(self, issue: str) -> str:
        label = " ".join(issue.split()).strip(" .,;:!?\"'“”‘’")
        label = re.sub(r"^to (?=\w)", "", label)
        words = _WORD.findall(label)
        if len(words) < 2:
            raise Refused("issue without an act and what it is done to")
        if len(words) > LONGEST_LABEL or not label.isprintable():
            raise Refused("issue that is no short phrase")
        if _NEGATED.match(label):
            raise Refused("issue that is negated")
        head = words[0]
        if head[1:].islower() and head[0].isupper() and head not in self._forms:
            label = label[0].lower() + label[1:]  # a capital of the model's own sentence style
            words[0] = head[0].lower() + head[1:]
        if any(self._is_invented(w) for w in words):
            raise Refused("issue with a name or number that is not in the text")
        content = [w for w in words if not self.draft.doc.vocab[w.lower()].is_stop]
        known = sum(self._is_known(w) for w in content)
        if not content or known < OWN_WORDS * len(content):
            raise Refused("issue in other words than the text's")
        return label

    def _is_invented(self, word: str) -> bool:
        """Whether a name or number of a label stands nowhere in the passage or our list."""
        if word in self._forms or _bare(word) in self._words:
            return False
        # "EU-Canada": each part must be there
        parts = [p for p in re.split(r"[-.]", word) if p]
        return any(
            (p[0].isupper() or p[0].isdigit())
            and p not in self._forms
            and _bare(p) not in self._words
            for p in parts
        )

    def _is_known(self, word: str) -> bool:
        lower = _bare(word)
        return lower in self._words or (len(lower) >= STEM and lower[:STEM] in self._stems)

    @cached_property
    def _forms(self) -> frozenset[str]:
        """The words that the model was shown, as they are written: passage, title, our names."""
        text = self.draft.text
        shown = [text.text[self.passage.span.start : self.passage.span.end], text.title or ""]
        shown += [listed.actor.name for listed in self.passage.actors]
        return frozenset(word for words in shown for word in _WORD.findall(words))

    @cached_property
    def _words(self) -> frozenset[str]:
        """The same in small letters, with parts of compounds and the parser's base forms."""
        lower = {_bare(w) for w in self._forms}
        lower |= {part for w in lower for part in re.split(r"[-.']", w) if part}
        lower |= {t.lemma_.lower() for t in self.draft.tokens(self.passage.span) if t.lemma_}
        return frozenset(lower)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(w[:STEM] for w in self._words if len(w) >= STEM)


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _fold(text: str, span: Span) -> tuple[str, list[int]]:
    """The words of a span with straight quotes and single spaces; where each character was."""
    kept: list[str] = []
    places: list[int] = []
    for at in range(span.start, span.end):
        character = text[at]
        if character.isspace():
            if kept and kept[-1] == " ":
                continue
            character = " "
        kept.append(character)
        places.append(at)
    return "".join(kept).translate(_STRAIGHT), places


def _is_edge(text: str, at: int) -> bool:
    """Whether no word goes on over this place."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def check_all(
    draft: Draft, passage: Passage, rows: list[Row | None], dropped: Counter[str]
) -> list[Checked]:
    """The rows that hold, in order; the others counted by reason."""
    checker = Checker(draft, passage)
    kept: list[Checked] = []
    for row in rows:
        try:
            kept.append(checker.check(row))
        except Refused as refused:
            dropped[str(refused)] += 1
    return kept
