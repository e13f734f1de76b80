"""Which words of a text name an actor, as far as its name tells: what a tagger can learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.actors.data import words as listed
from onrecord.actors.territories import territory
from onrecord.extract.actors.lexicon import initials
from onrecord.extract.statements.tagger_input import WORD
from onrecord.model import fold

Phrase = tuple[str, ...]


def naming(words: Sequence[str], name: str) -> tuple[int, ...]:
    """The places of the words that name an actor: its name, its family name, its country's names.

    `words` are cut as the tagger cuts them. They count in capitals only, unless the name has none.

    >>> text = "Ms Ek met a Danish envoy ; New Ek Union , NEU , and the U . S . thanked Ek"
    >>> naming(text.split(), "Karin Ek")
    (1, 8, 20)
    >>> naming(text.split(), "Denmark"), naming(text.split(), "New Ek Union")
    ((4,), (7, 8, 9, 11))
    >>> naming(text.split(), "United States")
    (15, 16, 17, 18)
    """
    folded = [fold(word) for word in words]
    proper = name != name.lower()
    found: set[int] = set()
    for phrase in _phrases(name):
        for k, word in enumerate(words):
            end = k + len(phrase)
            if (word[0].isupper() or not proper) and tuple(folded[k:end]) == phrase:
                found.update(range(k, end))
    return tuple(sorted(found))


@cache
def _phrases(name: str) -> frozenset[Phrase]:
    return frozenset(phrase for phrase in _all_phrases(name) if phrase)


def _all_phrases(name: str) -> Iterator[Phrase]:
    whole = _cut(name)
    yield whole
    yield whole[whole[:1] == ("the",) :]
    for letters in initials(name):
        yield (letters.casefold(),)
    if _is_persons(name):
        yield whole[-1:]
    place = territory(name) or territory(name.removesuffix(" government"))
    if place:
        for form in (*place.names, *place.adjectives, *place.people, *place.seats):
            yield _cut(form)


def _cut(form: str) -> Phrase:
    return tuple(fold(word) for word in WORD.findall(form))


def _is_persons(name: str) -> bool:
    """Whether a name looks like a person's: two to four words in capitals, none of a body."""
    parts = name.split()
    bodies = listed("bodies", "names")
    return 1 < len(parts) < 5 and all(
        p[0].isupper() and not p.isupper() and p.lower() not in bodies and not territory(p)
        for p in parts
    )
