"""Names the data files know, as tokens: states, seats, bodies, groups; and what a spot is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.actors.bodies import Body, bodies, seats
from onrecord.actors.data import table
from onrecord.actors.offices import offices, plurals
from onrecord.actors.phrases import PhraseTable
from onrecord.actors.territories import Territory, named, territories
from onrecord.extract.actors.view import View

_TOKEN = re.compile(r"[^\s'’-]+(?=['’]s\b)|['’]s\b|-|[^\s-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What a known name stands for. `what`: territory, people, capital, seat, body, group."""

    what: str
    name: str
    territories: tuple[Territory, ...] = ()
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in the text: tokens, what it is (`person`, `org`, `place` or a Known's `what`)."""

    first: int
    end: int
    what: str
    known: Known | None = None


def tokens_of(name: str) -> tuple[str, ...]:
    """A name cut as the tokenizer cuts it.

    >>> tokens_of("People's Guinea-Bissau")
    ('People', "'s", 'Guinea', '-', 'Bissau')
    """
    return tuple(_TOKEN.findall(name.replace("’", "'")))


@cache
def known_names() -> PhraseTable[Known]:
    """All names the data files know; where one stands for two things, the first counts."""
    found: PhraseTable[Known] = PhraseTable()
    for seat in seats():
        owner: tuple[Territory, ...] = (territories()[seat.code],) if seat.code else ()
        body = next((b for b in bodies() if b.name == seat.body), None)
        if body is not None and not seat.city:
            owner = _owner(body)
        what = "capital" if seat.city else "seat"
        found.add(tokens_of(seat.name), Known(what, seat.name, owner, body))
    for what, form in (("territory", "names"), ("people", "people"), ("capital", "seats")):
        for name, places in named(form).items():
            found.add(tokens_of(name), Known(what, name, places))
    _add_groups(found)
    for body in bodies():
        known = Known("body", body.name, _owner(body), body)
        found.add_all(map(tokens_of, body.names), known)
    for row in table("groups")["group"]:
        found.add_all(map(tokens_of, row["names"]), Known("org", row["name"]))
    return found


def _add_groups(found: PhraseTable[Known]) -> None:
    """Groups of states by name: "EU countries", "Baltics"."""
    for row in table("groups")["group"]:
        for name in row["states"]:
            found.add(tokens_of(name), Known("group", name))
        if row["name"].endswith(("states", "countries")):
            found.add_all(map(tokens_of, row["names"]), Known("group", row["name"]))


def _owner(body: Body) -> tuple[Territory, ...]:
    return (territories()[body.code],) if body.code else ()


@cache
def adjectives() -> PhraseTable[tuple[Territory, ...]]:
    """Adjectives of territories: "South Korean" → its territories."""
    found: PhraseTable[tuple[Territory, ...]] = PhraseTable()
    for name, places in named("adjectives").items():
        found.add(tokens_of(name), places)
    return found


def is_acronym(view: View, first: int, end: int) -> bool:
    """Whether the name is one word in capitals outside a headline: a body's, not a person's."""
    word = view.word[first]
    return end - first == 1 and 1 < len(word) < 7 and word.isupper() and view.key[first] == word


def acronym_after(view: View, end: int) -> str | None:
    """The acronym in brackets after a name: "International Atomic Energy Agency (IAEA)"."""
    if end + 2 < view.size and view.text[end] == "(" and view.text[end + 2] == ")":
        word = view.word[end + 1]
        if 2 <= len(word) <= 8 and sum(c.isupper() for c in word) >= 2:
            return word
    return None


def is_honorific(low: str) -> bool:
    """Whether the word is "Mr", "Dr" or the like."""
    honorifics = table("words")["honorifics"]
    return any(low in honorifics[g] for g in honorifics)


@cache
def heads_of_names() -> PhraseTable[str]:
    """Last words of titles of one word, in lower case."""
    found: PhraseTable[str] = PhraseTable()
    for head in (*offices(), *plurals()):
        if " " not in head:
            found.add((head,), head)
    return found


_SMALL = frozenset({"of", "the", "and", "for", "in", "&", "on", "to"})


def initials(name: str) -> tuple[str, ...]:
    """The acronyms that a name of three words or more may have, small words left out or in.

    >>> initials("Society for Harbour and River Care")
    ('SHRC', 'SFHARC')
    """
    parts = [w for w in re.split(r"[\s-]+", name) if w[:1].isalnum()]
    big = "".join(w[0] for w in parts if w.lower() not in _SMALL).upper()
    every = "".join(w[0] for w in parts).upper()
    return tuple(dict.fromkeys((big, every))) if len(big) > 2 else ()
