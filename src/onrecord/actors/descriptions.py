"""What a description may stand for: hypernyms of offices, sorts of bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.actors.data import table
from onrecord.model import fold


@dataclass(frozen=True, slots=True)
class Hypernym:
    """What a noun takes in: kinds of office, heads of titles, words of titles."""

    kinds: frozenset[str]
    heads: frozenset[str]
    titles: frozenset[str]


@cache
def hypernyms() -> dict[str, Hypernym]:
    """Noun of a description of a person → what it takes in; rows with one noun are joined."""
    found: dict[str, Hypernym] = {}
    for row in table("descriptions")["person"]:
        here = [frozenset(row.get(part, ())) for part in ("kinds", "heads", "titles")]
        for noun in row["nouns"]:
            old = found.get(noun, Hypernym(frozenset(), frozenset(), frozenset()))
            found[noun] = Hypernym(old.kinds | here[0], old.heads | here[1], old.titles | here[2])
    return found


@cache
def body_nouns() -> dict[str, frozenset[str]]:
    """Noun of a description of a body → the classes of bodies that it may stand for.

    >>> sorted(body_nouns()["newspaper"]), "company" in body_nouns()["airline"]
    (['media'], True)
    """
    found: dict[str, frozenset[str]] = {}
    for row in table("descriptions")["class"]:
        for noun in row["nouns"]:
            found[noun] = found.get(noun, frozenset()) | {row["name"]}
    return found


@cache
def classes_of(name: str) -> frozenset[str]:
    """The classes a body's name tells: known by name, else by its words; empty where none does.

    >>> sorted(classes_of("Harbour Post"))
    ['media']
    """
    low = fold(name).removeprefix("the ")
    known = _classes_by("names").get(low)
    if known:
        return known
    by_word = _classes_by("words")
    head = re.split(r" (?:of|for|on) ", low)[0].split()[-1:]  # "Independent Police Commission"
    if head and head[0] in by_word:
        return by_word[head[0]]
    found: frozenset[str] = frozenset()
    for word in low.split():
        found |= by_word.get(word, frozenset())
    return found


def is_known_body(name: str) -> bool:
    """Whether a body is listed by this name."""
    return fold(name) in _classes_by("names")


@cache
def _classes_by(part: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in table("descriptions")["class"]:
        for name in row.get(part, ()):
            key = fold(name)
            found[key] = found.get(key, frozenset()) | {row["name"]}
    return found


@cache
def described(*path: str) -> frozenset[str]:
    """A list of `descriptions.toml` as a set: `described("state", "nouns")`."""
    node = table("descriptions")
    for key in path:
        node = node[key]
    return frozenset(node)
