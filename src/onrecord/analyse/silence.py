"""Who has said nothing on an issue, of those from whom one would expect it, and why one would.

Two grounds, each stated with its numbers:

- *member*: a state of a group (`onrecord.actors.groups`) of which at least a third, and at least
  three, have somebody on the board, while it has nobody;
- *named*: an actor that the issue's newest texts name often, and that holds no position on it.

Constants were set by reading boards made of news of 2017, not tuned on coded data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from onrecord.actors import members
from onrecord.actors.groups import group_names
from onrecord.model import Actor, fold
from onrecord.store import actors
from onrecord.store.actors import ActorRow
from onrecord.store.db import Db

TEXTS = 400  # newest positions whose texts are looked through
OFTEN, SHARE = 3, 0.1  # an actor is named often in this many texts and this share of them
SPOKEN, THIRD, LARGEST = 3, 1 / 3, 40
SHOWN = 15
_STATES = ("country", "government")


@dataclass(frozen=True, slots=True)
class Silent:
    """An actor without a position where one would expect it. `ground`: member or named."""

    actor: str
    name: str
    kind: str
    country: str | None
    ground: str
    why: str


def silent_members(spoken: Set[str], on: date) -> list[Silent]:
    """The states whose groups have spoken without them, on a day.

    `spoken` are the countries (ISO 3166-1 alpha-2) of those on the board.

    >>> [s.name for s in silent_members({"NO", "SE", "DK", "FI"}, date(2024, 5, 22))][:1]
    ['Iceland']
    """
    found: dict[str, Silent] = {}
    for group in sorted(set(group_names().values())):
        states = members(group, on)
        there = [s for s in states if s.code in spoken]
        if len(states) > LARGEST or len(there) < max(SPOKEN, THIRD * len(states)):
            continue
        for state in states:
            if state.code in spoken or state.code in found:
                continue
            found[state.code] = Silent(
                Actor.of(state.name, "country").id,
                state.name,
                "country",
                state.code,
                "member",
                f"{len(there)} of {len(states)} of {group} are on record",
            )
    return sorted(found.values(), key=lambda s: s.name)


def silent_named(
    texts: int, named: Mapping[str, int], who: Mapping[str, ActorRow], holders: Set[str]
) -> list[Silent]:
    """Those whom the texts of an issue name often and who hold nothing, the most named first."""
    spoken = {who[h].country for h in holders if h in who and who[h].kind in _STATES}
    # A part of a name may be anybody of that name: whom it may mean is not called silent.
    parts = {part for h in holders if h in who for part in fold(who[h].name).split()}
    alone = {fold(who[h].name) for h in holders if h in who and " " not in who[h].name}
    found = []
    for actor, count in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])):
        row = who.get(actor)
        if row is None or actor in holders or count < max(OFTEN, SHARE * texts):
            continue
        if row.kind in _STATES and row.country in spoken:
            continue  # its state is there under another name
        words = fold(row.name).split()
        if row.kind == "group" or words[-1] in alone or (len(words) == 1 and words[0] in parts):
            continue
        why = f"named in {count} of {texts} texts"
        found.append(Silent(row.id, row.name, row.kind, row.country, "named", why))
    return found


def silent_on(
    db: Db, positions: Iterable[int], holders: Set[str], on: date, who: Mapping[str, ActorRow]
) -> list[Silent]:
    """Who is silent where these hold positions: the numbers of its newest positions."""
    texts, named = actors.in_texts_of(db, list(positions))
    often = {a: n for a, n in named.items() if n >= max(OFTEN, SHARE * texts)}
    everybody = {**who, **actors.by_ids(db, often)}
    spoken = {
        row.country
        for h in holders
        if (row := everybody.get(h)) is not None and row.country is not None
    }
    by_name = silent_named(texts, often, everybody, holders)
    there = {s.actor for s in by_name}
    by_group = [s for s in silent_members(spoken, on) if s.actor not in there]
    return [*by_name[:SHOWN], *by_group[:SHOWN]]
