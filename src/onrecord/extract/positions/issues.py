"""The issues of one document: one per act, however often and in whatever words it is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.extract.positions.lexicon import words
from onrecord.model import Issue, Spans
from onrecord.model.ids import fold

_WORD = re.compile(r"\w+")
_EMPTY = words("empty")
WINDOW = 60  # issues of late looked through for the same act: keeps long documents linear
FAR = 4  # times further back that a noun may look which names the act or has stood for it
SAME = 0.6  # share of common words above which two labels of one verb are one act; by reading


@dataclass
class _Entry:
    label: str
    verb: str
    words: frozenset[str]
    mentions: list[Spans] = field(default_factory=list)
    at: int = 0
    called: set[str] = field(default_factory=set)  # nouns that have stood for it: "proposal"


class Register:
    """Gathers the acts of a document in text order; near-same labels become one issue."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._by_label: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, label: str, mention: Spans, at: int) -> int:
        """The number of the issue of that label, its words added to the mentions."""
        key = fold(label)  # what the id is made of: two labels that fold alike are one issue
        number = self._by_label.get(key)
        if number is None:
            number = self._near(label)
            if number is None:
                number = len(self._entries)
                verb = key.split()[0]
                self._entries.append(_Entry(label, verb, _content(label)))
            self._by_label[key] = number
        self.mention(number, mention, at)
        return number

    def mention(self, number: int, words: Spans, at: int) -> None:
        """Notes further words that stand for an issue."""
        entry = self._entries[number]
        if words and words not in entry.mentions:
            entry.mentions.append(words)
        entry.at = max(entry.at, at)

    def latest(self, before: int, noun: str | None, reach: int, named: bool = False) -> int | None:
        """The issue named last before a token: first one that `noun` is a word of.

        `named`: such a one only.
        """
        best: tuple[bool, int, int] | None = None
        for number in range(max(0, len(self._entries) - WINDOW), len(self._entries)):
            entry = self._entries[number]
            fits = noun is not None and (noun in entry.words or noun in entry.called)
            if entry.at < before and before - entry.at <= (FAR * reach if fits else reach):
                found = (fits, entry.at, number)
                best = max(best, found) if best is not None else found
        if best is None or (named and not best[0]):
            return None
        if noun is not None:
            self._entries[best[2]].called.add(noun)
        return best[2]

    def issues(self) -> list[Issue]:
        """The issues, by number."""
        return [Issue.of(e.label, tuple(e.mentions)) for e in self._entries]

    def _near(self, label: str) -> int | None:
        mine = _content(label)
        verb = label.casefold().split()[0]
        for number in range(len(self._entries) - 1, max(-1, len(self._entries) - WINDOW - 1), -1):
            entry = self._entries[number]
            if entry.verb != verb:
                continue
            common = len(mine & entry.words)
            smaller = min(len(mine), len(entry.words))
            if smaller > 1 and common / smaller >= SAME and common > 1:
                return number
        return None


def _content(label: str) -> frozenset[str]:
    return frozenset(w for w in _WORD.findall(label.casefold()) if w not in _EMPTY)
