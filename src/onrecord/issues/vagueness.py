"""Labels that say too little to be one act in two texts."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from onrecord.issues.lexicon import word_set
from onrecord.issues.phrase import Phrase, read_phrase


@lru_cache(maxsize=1 << 16)
def vague(label: str) -> bool:
    """Whether a label names nothing by which two texts could be known to mean the same act.

    It has no name, year or number, and every word of what the act is done to is one that each
    place has of its own (“the bill”, “the ruling”), or there is no such word. In one text the
    label is clear; across texts its rows may be about as many acts.

    >>> vague("pass the bill"), vague("join the ban"), vague("accept it")
    (True, True, True)
    >>> vague("lift sanctions on Iran"), vague("ban bottom trawling")
    (False, False)
    """
    return names_nothing(read_phrase(label))


def names_nothing(phrase: Phrase) -> bool:
    """The same of a label that has been read."""
    if phrase.names or phrase.years or phrase.numbers:
        return False
    return all(_empty().issuperset(reading.theme) for reading in phrase.readings)


@cache
def _empty() -> frozenset[str]:
    """Words that tell nothing apart across texts."""
    source = resources.files("onrecord.issues").joinpath("vague.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(word_set("vague")) | {x for x in lines if x and not x.startswith("#")}
