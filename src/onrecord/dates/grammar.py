"""Patterns of time expressions over classes of words, read from `data/grammar.toml`.

In a pattern, CAPITALS name a class of the word list, other words stand for themselves,
`{name}` for a pattern of `[parts]`, `<name: …>` for a named group; `? | ( )` mean what they do
in regular expressions. Repetition without end cannot be written, so that matching is linear.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.dates.lexicon import OTHER, Lexicon, Word, data
from onrecord.errors import DataError

_SYMBOL = re.compile(r"\s*(?:(\{\w+\})|<(\w+):|([A-Z]+)\b|([a-z]+)|([()|?>]))")
_END_OF_TEXT = re.compile(r"\s*$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern. `kind` names the resolver; `given` are constants for it.

    `after`, `not_after`, `not_before` are patterns of what stands around, outside the span.
    """

    name: str
    kind: str
    pattern: re.Pattern[str]
    given: dict[str, str]
    firsts: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: tokens `first` to `last` (not included), groups by name."""

    rule: Rule
    first: int
    last: int
    groups: dict[str, tuple[Word, ...]]

    def value(self, group: str, kind: str) -> str | None:
        """What the first word of a group that has this class means."""
        for word in self.groups.get(group, ()):
            if kind in word.meaning:
                return word.meaning[kind]
        return None

    def has(self, group: str) -> bool:
        """Whether the group took part."""
        return group in self.groups


class Grammar:
    """All rules, compiled once, and the search over a tokenised text."""

    def __init__(self) -> None:
        source = tomllib.loads(data("grammar.toml"))
        self._parts: dict[str, str] = source["parts"]
        texts = [*self._parts.values()]
        for row in source["rule"]:
            texts += [v for k, v in row.items() if k in _PATTERNS and isinstance(v, str)]
        literals = {m[4] for text in texts for m in _SYMBOL.finditer(text) if m[4]}
        self.lexicon = Lexicon(frozenset(literals))
        self.rules = tuple(self.rule(row) for row in source["rule"])
        cores = "".join(self.lexicon.letters_of(kind) for kind in source["cores"])
        self._core = re.compile(f"[{re.escape(cores)}]")
        self._by_first: dict[str, tuple[Rule, ...]] = {}
        for letter in sorted(set("".join(r.firsts for r in self.rules))):
            self._by_first[letter] = tuple(r for r in self.rules if letter in r.firsts)

    def named(self, name: str) -> Rule:
        """The rule of that name."""
        return next(rule for rule in self.rules if rule.name == name)

    def matches(self, letters: str, words: list[Word]) -> Iterator[Match]:
        """The longest match at each place, left to right, none overlapping another."""
        for island in _ISLAND.finditer(letters):
            if not self._core.search(letters, island.start(), island.end()):
                continue
            at = island.start()
            while at < island.end():
                best = self._longest(letters, at)
                if best is None:
                    at += 1
                    continue
                rule, found = best
                groups = {
                    name: tuple(words[slice(*found.span(name))])
                    for name in found.re.groupindex
                    if found.group(name) is not None
                }
                yield Match(rule, at, found.end(), groups)
                at = found.end()

    def _longest(self, letters: str, at: int) -> tuple[Rule, re.Match[str]] | None:
        best: tuple[Rule, re.Match[str]] | None = None
        for rule in self._by_first.get(letters[at], ()):
            found = rule.pattern.match(letters, at)
            if found and found.end() > at and (best is None or found.end() > best[1].end()):
                best = rule, found
        return best

    def rule(self, row: dict[str, str]) -> Rule:
        """A row of the file compiled; raises `DataError` where its pattern cannot be read."""
        expression, firsts = self._translate(row["pattern"], row["name"])
        around = ""
        if "after" in row:
            around += f"(?<=[{self._letters(row['after'])}])"
        if "not_after" in row:
            around += f"(?<![{self._letters(row['not_after'])}])"
        tail = (
            f"(?!{self._translate(row['not_before'], row['name'])[0]})"
            if "not_before" in row
            else ""
        )
        tail += f"(?={self._translate(row['before'], row['name'])[0]})" if "before" in row else ""
        given = {k: v for k, v in row.items() if k not in _PATTERNS and k not in ("name", "kind")}
        return Rule(
            row["name"], row["kind"], re.compile(f"{around}(?:{expression}){tail}"), given, firsts
        )

    def _letters(self, classes: str) -> str:
        return re.escape("".join(self.lexicon.letters_of(kind) for kind in classes.split()))

    def _translate(self, pattern: str, name: str) -> tuple[str, str]:
        """The regular expression over letters, and the letters it can begin with."""
        reader = _Reader(self._expand(pattern), name, self.lexicon)
        expression, firsts, _ = reader.alternatives()
        reader.finish()
        return expression, "".join(sorted(set(firsts)))

    def _expand(self, pattern: str) -> str:
        for _ in range(8):  # parts may name parts
            wider = re.sub(r"\{(\w+)\}", lambda m: f"( {self._parts[m[1]]} )", pattern)
            if wider == pattern:
                return pattern
            pattern = wider
        return pattern


class _Reader:
    """Recursive descent over one pattern.

    Each method gives the expression, the letters it can begin with, and whether it may be empty.
    """

    def __init__(self, pattern: str, name: str, lexicon: Lexicon) -> None:
        self._pattern = pattern
        self._name = name
        self._lexicon = lexicon
        self._at = 0

    def finish(self) -> None:
        if not _END_OF_TEXT.match(self._pattern, self._at):
            raise DataError(
                f"cannot read “{self._pattern[self._at :]}”", where=f"grammar.toml: {self._name}"
            )

    def alternatives(self) -> tuple[str, str, bool]:
        expressions, firsts, empty = [], "", False
        while True:
            expression, first, may_be_empty = self._sequence()
            expressions.append(expression)
            firsts, empty = firsts + first, empty or may_be_empty
            if not self._take("|"):
                return "|".join(expressions), firsts, empty

    def _sequence(self) -> tuple[str, str, bool]:
        expression, firsts, empty = "", "", True
        while (item := self._item()) is not None:
            part, first, may_be_empty = item
            expression += part
            if empty:
                firsts += first
            empty = empty and may_be_empty
        return expression, firsts, empty

    def _item(self) -> tuple[str, str, bool] | None:
        symbol = _SYMBOL.match(self._pattern, self._at)
        if not symbol or symbol[5] in (")", "|", ">"):
            return None
        self._at = symbol.end()
        empty = False
        if symbol[5] == "(" or symbol[2]:
            inner, firsts, empty = self.alternatives()
            closing = ")" if symbol[5] else ">"
            if not self._take(closing):
                raise DataError(f"“{closing}” is missing", where=f"grammar.toml: {self._name}")
            expression = f"(?P<{symbol[2]}>{inner})" if symbol[2] else f"(?:{inner})"
        else:
            firsts = self._lexicon.letters_of(symbol[3] or symbol[4] or "")
            if not firsts:
                raise DataError(f"no word is a {symbol[3]}", where=f"grammar.toml: {self._name}")
            expression = f"[{firsts}]"
        if self._take("?"):
            return f"(?:{expression})?", firsts, True
        return expression, firsts, empty

    def _take(self, mark: str) -> bool:
        symbol = _SYMBOL.match(self._pattern, self._at)
        if symbol and symbol[5] == mark:
            self._at = symbol.end()
            return True
        return False


_PATTERNS = frozenset(("pattern", "after", "not_after", "before", "not_before"))
_ISLAND = re.compile(f"[^{re.escape(OTHER)}]+")


@cache
def grammar() -> Grammar:
    """The grammar, compiled on first use."""
    return Grammar()
