"""Windows of sentences: what the model is shown at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.draft import Draft
from onrecord.model import Actor, Span

SENTENCES = 10
"""Own sentences of a passage. Chosen for models with a context of 4,096 tokens, not tuned."""
CONTEXT = 3
"""Sentences before them, shown so that "it" and "the plan" can be understood."""
CHARACTERS = 4_000
"""Characters of a passage, about 1,000 tokens: with the codebook it fits a context of 4,096."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor as the model is shown it: its place in the list is its number, from 1."""

    actor: Actor
    words: tuple[str, ...]  # other words for it in the passage: "she", "the minister"


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of a text in order, the first `context` of them for understanding only."""

    sentences: tuple[Span, ...]
    context: int
    actors: tuple[Listed, ...]

    @property
    def span(self) -> Span:
        """From the first shown sentence to the end of the last."""
        return Span(self.sentences[0].start, self.sentences[-1].end)

    @property
    def own(self) -> Span:
        """The sentences that are to be coded."""
        return Span(self.sentences[self.context].start, self.sentences[-1].end)


def passages(draft: Draft) -> Iterator[Passage]:
    """The passages of a text; each sentence is one passage's own, so cost is linear.

    A sentence longer than a passage (a table run together) stands alone, cut to its beginning.
    """
    sentences = [s for sent in draft.doc.sents if (s := _trimmed(draft, sent)) is not None]
    start = 0
    while start < len(sentences):
        end = start + 1
        while (
            end < len(sentences)
            and end - start < SENTENCES
            and sentences[end].end - sentences[start].start <= CHARACTERS
        ):
            end += 1
        first = start
        while (
            first > 0
            and start - first < CONTEXT
            and sentences[end - 1].end - sentences[first - 1].start <= CHARACTERS
        ):
            first -= 1
        shown = tuple(sentences[first:end])
        yield Passage(shown, start - first, _listed(draft, shown))
        start = end


def _trimmed(draft: Draft, sent: object) -> Span | None:
    start: int = sent.start_char  # type: ignore[attr-defined]  # a spaCy Span
    end: int = min(sent.end_char, start + CHARACTERS)  # type: ignore[attr-defined]
    words = draft.text.text[start:end]
    bare = words.strip()
    if not bare:
        return None
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(bare))


def _listed(draft: Draft, sentences: tuple[Span, ...]) -> tuple[Listed, ...]:
    """The actors mentioned, in order of first mention, with the words for each."""
    actors: dict[str, Actor] = {}
    words: dict[str, dict[str, None]] = {}
    for mention, actor in draft.mentions.within(Span(sentences[0].start, sentences[-1].end)):
        actors.setdefault(actor.id, actor)
        said = " ".join(draft.text.text[mention.span.start : mention.span.end].split())
        if said and said != actor.name:
            words.setdefault(actor.id, {})[said] = None
    return tuple(Listed(a, tuple(words.get(i, ()))) for i, a in actors.items())
