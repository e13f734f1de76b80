"""A flat view of a draft: what the rules of this package read of each token, as plain lists."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPS_SHARE = 0.7  # of the words of a sentence in capitals: a headline (a guess, not tuned)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of tokens that the tagger named: first, end (not included), label."""

    first: int
    end: int
    label: str


class View:
    """Parallel lists, one entry a token. `key` is the word as phrase tables know it."""

    def __init__(self, draft: Draft) -> None:
        doc = draft.doc
        text = draft.text.text
        self.draft = draft
        self.size = len(doc)
        self.start = [t.idx for t in doc]
        self.end = [t.idx + len(t.text) for t in doc]
        self.word = [text[a:b] for a, b in zip(self.start, self.end, strict=True)]
        self.text = [t.text for t in doc]
        self.low = [w.lower() for w in self.text]
        self.lemma = [t.lemma_.lower() for t in doc]
        self.pos = [t.pos_ for t in doc]
        self.tag = [t.tag_ for t in doc]
        self.dep = [t.dep_ for t in doc]
        self.head = [t.head.i for t in doc]
        self.ent = [t.ent_type_ for t in doc]
        self.sentence, self.sentence_start = _sentences(draft)
        self.entities = [Entity(e.start, e.end, e.label_) for e in doc.ents]
        self.key = self._keys()
        self.quoted = self._quoted()

    def _keys(self) -> list[str]:
        """The words, those of headlines in capitals written like names."""
        keys = list(self.text)
        bounds = [*self.sentence_start, self.size]
        for a, b in itertools.pairwise(bounds):
            words = [w for w in self.text[a:b] if len(w) > 3 and w.isalpha()]
            if len(words) > 1 and sum(w.isupper() for w in words) > CAPS_SHARE * len(words):
                keys[a:b] = [w.capitalize() if len(w) > 3 else w for w in self.text[a:b]]
        return keys

    def _quoted(self) -> list[int]:
        """For each token the number of the quotation it stands in, or -1."""
        quoted = [-1] * self.size
        for number, quotation in enumerate(self.draft.quotes):
            first = bisect_right(self.start, quotation.inner.start - 1)
            for i in range(first, self.size):
                if self.start[i] >= quotation.inner.end:
                    break
                quoted[i] = number
        return quoted

    def span(self, first: int, end: int) -> Span:
        """The characters of tokens `first` to `end` (not included)."""
        return self.draft.span(self.start[first], self.end[end - 1])

    def words(self, first: int, end: int) -> str:
        """The words of tokens `first` to `end`, as in the text, line breaks as spaces."""
        return " ".join(self.draft.text.text[self.start[first] : self.end[end - 1]].split())

    def sentence_of(self, i: int) -> tuple[int, int]:
        """The tokens of the sentence that token `i` stands in: first, end."""
        number = self.sentence[i]
        last = number + 1 == len(self.sentence_start)
        return self.sentence_start[number], self.size if last else self.sentence_start[number + 1]

    def is_name_word(self, i: int) -> bool:
        """Whether the token looks like a word of a name."""
        return self.word[i][:1].isupper() and self.pos[i] in ("PROPN", "NOUN", "ADJ", "X")

    def chain(self, i: int, limit: int = 12) -> Iterator[int]:
        """The token and its heads up to the root, at most `limit` of them."""
        for _ in range(limit):
            yield i
            if self.head[i] == i:
                return
            i = self.head[i]


def _sentences(draft: Draft) -> tuple[list[int], list[int]]:
    numbers: list[int] = []
    starts: list[int] = []
    for token in draft.doc:
        if token.is_sent_start or not numbers:
            starts.append(token.i)
        numbers.append(len(starts) - 1)
    return numbers, starts
