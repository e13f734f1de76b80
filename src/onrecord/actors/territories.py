"""States, territories and acting parts of states: codes, names, adjectives, people, seats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.actors.data import rows
from onrecord.model import fold


@dataclass(frozen=True, slots=True)
class Territory:
    """One row of `territories.tsv`. `code` is ISO 3166-1 alpha-2, or 3166-2 like “GB-SCT”;
    `country` is always the alpha-2 code of the state it belongs to.
    """

    code: str
    country: str
    wikidata: str | None
    kind: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]


@cache
def territories() -> dict[str, Territory]:
    """All territories by code, in the order of the file."""
    found = {}
    for code, country, wikidata, kind, *lists in rows("territories", 8):
        names, adjectives, people, seats = (tuple(x.split("|")) if x else () for x in lists)
        found[code] = Territory(
            code, country, wikidata or None, kind, names, adjectives, people, seats
        )
    return found


@cache
def named(form: str) -> dict[str, tuple[Territory, ...]]:
    """Word → territories, for one kind of word: `names`, `adjectives`, `people` or `seats`.

    Keys are written as in the file. Several territories share a few words ("Congolese").

    >>> [t.code for t in named("adjectives")["Congolese"]]
    ['CD', 'CG']
    """
    found: dict[str, tuple[Territory, ...]] = {}
    for place in territories().values():
        for word in getattr(place, form):
            found[word] = (*found.get(word, ()), place)
    return found


@cache
def _folded() -> dict[str, tuple[Territory, ...]]:
    found: dict[str, tuple[Territory, ...]] = {}
    for form in ("names", "adjectives"):
        for word, places in named(form).items():
            key = fold(word)
            fresh = tuple(p for p in places if p not in found.get(key, ()))
            found[key] = found.get(key, ()) + fresh
    return found


def territory(word: str) -> Territory | None:
    """The one territory of that code, name or adjective; None where none or several are meant.

    >>> territory("EE").name, territory("the Netherlands").country, territory("Scottish").country
    ('Estonia', 'NL', 'GB')
    >>> territory("Congolese") is None
    True
    """
    if word in territories():
        return territories()[word]
    places = _folded().get(fold(word).removeprefix("the "), ())
    return places[0] if len(places) == 1 else None
