"""Longest match of many phrases over a list of words, in time linear in the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class PhraseTable(Generic[T]):
    """Phrases (tuples of words) → a value. Words are compared as they are.

    >>> table = PhraseTable()
    >>> table.add(("prime", "minister"), "PM"); table.add(("minister",), "M")
    >>> list(table.matches(["the", "prime", "minister"]))
    [(1, 3, 'PM')]
    """

    _by_first: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)

    def add(self, phrase: Sequence[str], value: T) -> None:
        """Take in a phrase; the first value given to a phrase stays."""
        rows = self._by_first.setdefault(phrase[0], [])
        if all(known != tuple(phrase) for known, _ in rows):
            rows.append((tuple(phrase), value))
            rows.sort(key=lambda row: -len(row[0]))

    def add_all(self, phrases: Iterable[Sequence[str]], value: T) -> None:
        """Take in several phrases with one value."""
        for phrase in phrases:
            self.add(phrase, value)

    def at(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that begins at word `i`: (end, value)."""
        for phrase, value in self._by_first.get(words[i], ()):
            end = i + len(phrase)
            if tuple(words[i:end]) == phrase:
                return end, value
        return None

    def ending(self, words: Sequence[str], end: int, longest: int = 5) -> tuple[int, T] | None:
        """The longest phrase that ends before word `end`: (begin, value)."""
        for begin in range(max(0, end - longest), end):
            found = self.at_exactly(words, begin, end)
            if found is not None:
                return begin, found
        return None

    def at_exactly(self, words: Sequence[str], begin: int, end: int) -> T | None:
        """The value of exactly the words `begin` to `end`, or None."""
        key = tuple(words[begin:end])
        for phrase, value in self._by_first.get(words[begin], ()):
            if phrase == key:
                return value
        return None

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, T]]:
        """All longest matches from left to right that do not overlap: (begin, end, value)."""
        i = 0
        while i < len(words):
            found = self.at(words, i)
            if found is None:
                i += 1
            else:
                yield i, found[0], found[1]
                i = found[0]
