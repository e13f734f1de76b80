"""Who led which state: only to tell the country of an office a text names without one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.actors.data import rows, words
from onrecord.actors.names import PersonName, same_person, skeleton


@dataclass(frozen=True, slots=True)
class Leader:
    """One term: territory code, kind of office, name, years from and to (None: open)."""

    code: str
    office: str
    name: PersonName
    start: int
    end: int | None


@cache
def _by_family() -> dict[str, tuple[Leader, ...]]:
    found: dict[str, tuple[Leader, ...]] = {}
    for code, office, name, start, end in rows("leaders", 5):
        parsed = PersonName.parse(name)
        leader = Leader(code, office, parsed, int(start), int(end) if end else None)
        key = skeleton(parsed.family[-1])
        found[key] = (*found.get(key, ()), leader)
    return found


def leaders(name: PersonName, year: int | None = None) -> tuple[Leader, ...]:
    """The terms of those whom the name fits; with `year` only those begun by then.

    >>> leaders(PersonName.parse("Emmanuel Macron"))[0].code
    'FR'
    >>> {x.name.given for x in leaders(PersonName.parse("Clinton"))}
    {('Bill',)}
    """
    if not name.family:
        return ()
    return tuple(
        x
        for x in _by_family().get(skeleton(name.family[-1]), ())
        if (year is None or x.start <= year) and same_person(x.name, name)
    )


def known_family(word: str) -> bool:
    """Whether the word is the family name of a leader and hardly anything else.

    >>> known_family("Macron"), known_family("May"), known_family("Brown")
    (True, False, False)
    """
    if word in _WORDS or len(word) < 4 or word.lower() in words("names", "surnames_first"):
        return False
    return any(x.name.family[-1] == word for x in _by_family().get(skeleton(word), ()))


_WORDS = frozenset(
    {
        "May",
        "Brown",
        "Major",
        "Bush",
        "Bennett",
        "Store",
        "Francis",
        "Philippe",
        "Michel",
        "Santos",
        "Abbott",
        "Kenny",
        "Castro",
    }
)
"""Family names that are also words or common names of other things."""
