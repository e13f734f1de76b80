"""Who is who across documents: one actor for one person, never two people for one surname.

A reading names an actor by what its text says: “Merkel”, “Angela Merkel”, “EU”. Here they are
brought together, by these rules and no others:

- *Names of one person* (“Donald J. Trump”, “Donald Trump”): given and family names agree but for
  spelling, no middle name or suffix differs, no country contradicts. A middle name that one alone
  has needs the same office or country, its initial no other office. A short form or initial of the
  given name (“Mike”, “J.”) needs the same office, or the same country and few of the family name.
- *A family name alone* is that person, among those whose full name the ledger has, who alone holds
  the same office; or else who has nearly all texts of that family name (most, if the person has led
  a state) and enough of them, and whose country the text speaks of. Country and pronouns must not
  contradict. Where two are left, it stays by itself.
- *Bodies*: names and acronyms of one body on our list, but for those of another country; the same
  name read as another kind of body.

All this follows from the rows alone, whatever the order in which they came; so it does not matter
when, or how often, it is done. It is done for the names of which there is news (`unsettled`). What
people merge and split goes before it: merges by `now`, splits by `effects`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.actors.bodies import body_named
from onrecord.actors.leaders import leaders
from onrecord.actors.names import (
    PersonName,
    gender_of,
    nicknames,
    same_given,
    same_word,
    skeleton,
)
from onrecord.actors.offices import modifiers
from onrecord.model import fold
from onrecord.store import effects
from onrecord.store import tables as t
from onrecord.store.db import batches
from onrecord.store.merges import renow_actors

T = TypeVar("T")

ENOUGH = 8  # texts with the full name, from which a family name alone may be that person
NEARLY_ALL = 0.95  # of the texts that give a full name to the family name
MOST = 0.8  # the same, for one who led a state
FEW = 3  # full names of a family name, up to which a short form of the given name is trusted
"""Chosen by reading the links made over 3,628 articles of 2017: see docs/ledger.md."""

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_BODIES = ("government", "organization", "party")
_INITIALS = re.compile(r"(?:\w\.?)(?:-?\w\.)*")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at)-(?=\w)", re.IGNORECASE)
AT_ONCE = 500  # ids asked for in one statement
KEYS = 200  # names settled at once


def key_of(kind: str, name: str) -> str:
    """What must be equal for two actors to be one: the family name, the body, else the name.

    >>> key_of("person", "Volodymyr Zelensky") == key_of("person", "Zelenskyy")
    True
    >>> key_of("organization", "EU") == key_of("organization", "the European Union")
    True
    """
    if kind == "person":
        family = parts(name).family
        return "p " + skeleton(family[-1].strip(".,")) if family else "p"
    if kind == "country":
        return "c " + fold(name)
    body = body_named(name)
    return "b " + fold(body.name if body else name).removeprefix("the ")


def parts(name: str) -> PersonName:
    """The parts of a person's name, the family name without an Arabic article.

    >>> parts("Bashar al-Assad").family
    ('Assad',)
    """
    parsed = PersonName.parse(name)
    return replace(parsed, family=tuple(_ARTICLE.sub("", word) for word in parsed.family))


# what is compared --------------------------------------------------------------------------------

Office = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """One actor in one text."""

    text: int
    country: str | None
    offices: frozenset[Office]
    gender: str | None
    # The countries that the text speaks of; only known where a family name stands alone.
    around: frozenset[str] = frozenset()


@dataclass
class Name:
    """One actor as it is read, in all texts: a name and what goes with it."""

    id: str
    name: str
    kind: str
    seen: list[Seen] = field(default_factory=list)

    @property
    def person(self) -> PersonName:
        """The parts of the name."""
        return parts(self.name)

    @property
    def full(self) -> bool:
        """Whether it is more than a family name."""
        return bool(self.person.given)

    @property
    def country(self) -> str | None:
        """The country most often read; of equals, the first by letter."""
        return most_common(s.country for s in self.seen if s.country)

    @property
    def offices(self) -> frozenset[Office]:
        """Every office in any text."""
        return frozenset(o for s in self.seen for o in s.offices)

    @property
    def gender(self) -> str | None:
        """By the given name, else by the pronouns most often used."""
        return gender_of(self.person) or most_common(s.gender for s in self.seen if s.gender)


@dataclass(frozen=True, slots=True)
class Link:
    """A name that is taken for another, and why."""

    actor: str
    into: str
    why: str


def most_common(values: Iterable[str]) -> str | None:
    """The value that comes most often; of equals, the first by letter."""
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def office(title: str, of: str | None, country: str | None) -> Office | None:
    """What makes two offices one: the title without “former”, and whose it is.

    >>> office("former President", "United States", "US") == office("president", None, "US")
    True
    >>> office("spokesman", None, None)
    """
    words = fold(title).replace("ex-", "").replace("then-", "").split()
    kept = " ".join(w for w in words if w not in _modifiers())
    whose = country or (fold(of) if of else "")
    return (kept, whose) if kept and whose else None


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(fold(m) for m in modifiers())


# names of one actor ------------------------------------------------------------------------------


def variants(names: Iterable[Name]) -> list[Link]:
    """Which of the names that share a key are one actor's: each into the one most often read."""
    ranked = sorted(names, key=lambda n: (-len(n.seen), n.id))
    if not ranked or ranked[0].kind == "country":
        return []
    if ranked[0].kind != "person":
        return _bodies(ranked)
    return _persons([n for n in ranked if n.full])


def _bodies(ranked: list[Name]) -> list[Link]:
    body = next((b for b in (body_named(n.name) for n in ranked) if b), None)
    listed = [n for n in ranked if body and (body.code is None or n.country in (None, body.code))]
    links = [Link(n.id, listed[0].id, "names of one body") for n in listed[1:]]
    taken = {n.id for n in listed}
    rest = [n for n in ranked if n.id not in taken and n.kind in _BODIES]
    for at, other in enumerate(rest):
        same = (
            n
            for n in (*listed[:1], *rest[:at])
            if fold(n.name) == fold(other.name)
            and n.kind in _BODIES
            and not _contradict(n.country, other.country)
        )
        if (first := next(same, None)) is not None:
            links.append(Link(other.id, first.id, f"the same name, read as {other.kind}"))
    return links


def _persons(ranked: list[Name]) -> list[Link]:
    unclear = _unclear_middles(ranked)
    clusters: list[list[Name]] = []
    by_given: dict[str, list[int]] = defaultdict(list)  # first letters → clusters
    links = []
    for name in ranked:
        near = sorted({i for letter in _letters(name) for i in by_given[letter]})
        reasons = {
            i: _same(name, clusters[i], len(ranked))
            for i in near
            if not ({name.id, *(n.id for n in clusters[i])} & unclear)
            or all(len(n.person.given) == len(name.person.given) for n in clusters[i])
        }
        fitting = [i for i, why in reasons.items() if why]
        if len(fitting) == 1:
            i = fitting[0]
            clusters[i].append(name)
            links.append(Link(name.id, clusters[i][0].id, reasons[i] or ""))
        else:  # nobody's, or two may be meant: a person of its own
            i = len(clusters)
            clusters.append([name])
        for letter in _letters(name):
            by_given[letter].append(i)
    return links


def _unclear_middles(names: list[Name]) -> set[str]:
    """The names without a middle name that bearers of two different middle names share."""
    middles: dict[tuple[str, ...], list[PersonName]] = defaultdict(list)
    for name in names:
        person = name.person
        if len(person.given) > 1:
            middles[_first_and_family(person)].append(person)
    return {
        name.id
        for name in names
        if len(name.person.given) == 1
        and not _agree(middles.get(_first_and_family(name.person), ()))
    }


def _first_and_family(person: PersonName) -> tuple[str, ...]:
    return tuple(map(skeleton, (person.given[0], *person.family)))


def _agree(people: Sequence[PersonName]) -> bool:
    """Whether one person can have all these middle names: each against the fullest."""
    fullest = max(people, key=lambda p: (len(p.given), p.words), default=None)
    return fullest is None or all(_middles_agree(fullest.given, p.given) for p in people)


def _letters(name: Name) -> set[str]:
    """What names of one person share: how the given name begins, the long forms of short ones."""
    given = name.person.given[0]
    long = nicknames().get(fold(given), frozenset())
    return {w[:1] for w in (fold(given), skeleton(given), *long) if w}


def _same(name: Name, cluster: list[Name], bearers: int) -> str | None:
    """Why a name is one of a person's names; None where it is not, or cannot be told."""
    reasons = [_pair(name, other, bearers) for other in cluster]
    return reasons[0] if all(reasons) else None


def _pair(a: Name, b: Name, bearers: int) -> str | None:
    one, other = a.person, b.person
    if fold(one.suffix or "").rstrip(".") != fold(other.suffix or "").rstrip("."):
        return None
    if not _same_families(one, other) or not _middles_agree(one.given, other.given):
        return None
    if {s.text for s in a.seen} & {s.text for s in b.seen} and not a.offices & b.offices:
        return None  # one text that names both, and tells them apart
    if _contradict(a.country, b.country) or _contradict(a.gender, b.gender):
        return None
    if not same_given(one.given[0], other.given[0]):
        return None
    shared, one_country = a.offices & b.offices, a.country and a.country == b.country
    if same_word(one.given[0], other.given[0]):
        if len(one.given) == len(other.given):
            return "the same name in another spelling"
        longer = max((one, other), key=lambda p: len(p.given))
        initials = all(_INITIALS.fullmatch(w) for w in longer.given[1:])
        apart = a.offices and b.offices and not shared
        fits = shared or (one_country and not apart) or (initials and not apart)
        return "the same name with a middle name" if fits else None
    if shared:
        return f"a short form of the name, and the same office: {min(shared)[0]}"
    if one_country and bearers <= FEW:
        return "a short form of the name, and the same country"
    return None


def _same_families(one: PersonName, other: PersonName) -> bool:
    return len(one.family) == len(other.family) and all(map(same_word, one.family, other.family))


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names or initials, where both have them, are the same."""
    return all(map(same_given, one[1:], other[1:]))


def _contradict(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


# a family name alone -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """All names of one person: what a family name alone is held against."""

    id: str
    texts: frozenset[int]
    offices: frozenset[Office]
    country: str | None
    gender: str | None
    led: bool  # a state, by our list of leaders


def people(names: Iterable[Name], links: Iterable[Link]) -> list[Person]:
    """The persons whom full names name, links between them followed."""
    into = {link.actor: link.into for link in links}
    grouped: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.full:
            grouped[into.get(name.id, name.id)].append(name)
    return [
        Person(
            id,
            frozenset(s.text for n in found for s in n.seen),
            _firm(o for n in found for s in n.seen for o in s.offices),
            most_common(s.country for n in found for s in n.seen if s.country),
            most_common(n.gender for n in found if n.gender),
            any(leaders(n.person) for n in found),
        )
        for id, found in sorted(grouped.items())
    ]


def _firm(offices: Iterable[Office]) -> frozenset[Office]:
    """The offices that more than one text gives: one may be misread."""
    return frozenset(office for office, times in Counter(offices).items() if times > 1)


def settled(seen: Seen, candidates: list[Person], full: int) -> tuple[str, str] | None:
    """Whom a family name alone means in one text, and why; None where that cannot be told.

    `full` is in how many texts any of the candidates has its full name.
    """
    left = [
        p
        for p in candidates
        if not _contradict(p.country, seen.country)
        and not _contradict(p.gender, seen.gender)
        and seen.text not in p.texts  # there it is told apart from the full name
    ]
    holders = [p for p in left if p.offices & seen.offices]
    if len(holders) == 1:
        shared = min(holders[0].offices & seen.offices)
        return holders[0].id, f"the same office: {shared[0]}"
    if holders:
        left = holders
    return _known_to_all(seen, left, full)


def _known_to_all(seen: Seen, left: list[Person], full: int) -> tuple[str, str] | None:
    """Whom nearly every text with this family name means, if it can be meant here."""
    ranked = sorted(left, key=lambda p: (-len(p.texts), p.id))
    if not ranked:
        return None
    one, next_most = ranked[0], len(ranked[1].texts) if len(ranked) > 1 else 0
    share = MOST if one.led else NEARLY_ALL
    known = seen.country == one.country or one.country in seen.around
    enough = len(one.texts) >= max(ENOUGH, share * full) and next_most <= (1 - share) * full
    if not (one.country and known and enough):
        return None
    return one.id, "nearly all texts with this family name mean this person; of its country"


# in the ledger -----------------------------------------------------------------------------------


def settle(db: Connection, at_most: int | None = None) -> int:
    """Bring together the actors of whose names there is news; how many names there were.

    `at_most` so many names, so that others may write before the next are settled.
    """
    query = sa.select(t.unsettled.c.key).order_by(t.unsettled.c.key).limit(at_most)
    keys = [row.key for row in db.execute(query)]
    for some in batches(keys, KEYS):
        _settle_keys(db, some)
        db.execute(t.unsettled.delete().where(t.unsettled.c.key.in_(some)))
    if keys:
        renow_actors(db)
    return len(keys)


def note_news(db: Connection, keys: Iterable[str]) -> None:
    """Note names of which there is news."""
    wanted = set(keys)
    for some in batches(sorted(wanted)):
        known = db.execute(sa.select(t.unsettled.c.key).where(t.unsettled.c.key.in_(some)))
        fresh = sorted(set(some) - {row.key for row in known})
        if fresh:
            db.execute(t.unsettled.insert(), [{"key": key} for key in fresh])


@dataclass
class _Kept:
    """What the ledger has of some keys, and what is to be written over it."""

    names: dict[str, dict[str, Name]] = field(default_factory=lambda: defaultdict(dict))  # by key
    country: dict[str, str | None] = field(default_factory=dict)
    settled: dict[tuple[int, str], tuple[str, str | None]] = field(default_factory=dict)


def _settle_keys(db: Connection, keys: Sequence[str]) -> None:
    kept = _load(db, keys)
    links: list[Link] = []
    wanted: dict[tuple[int, str], tuple[str, str | None]] = {}
    for key, names in kept.names.items():
        found = variants(names.values())
        links += found
        if key.startswith("p "):
            wanted |= _family_names_alone(names.values(), found)
    everyone = {id: name for names in kept.names.values() for id, name in names.items()}
    _write_links(db, sorted(everyone), links)
    for id, name in everyone.items():
        if name.country != kept.country[id]:
            row = t.actor.update().where(t.actor.c.id == id)
            db.execute(row.values(read_country=name.country))
            effects.reapply_names(db, "actor", id)
    _write_settled(db, {k: v for k, v in wanted.items() if kept.settled[k] != v}, kept.settled)


def _family_names_alone(
    names: Iterable[Name], links: list[Link]
) -> Iterator[tuple[tuple[int, str], tuple[str, str | None]]]:
    """For each text that has a family name alone: text and actor, and who it is and why."""
    alone = [name for name in names if not name.full]
    candidates = people(names, links) if alone else []
    full = len({text for p in candidates for text in p.texts})
    for name in alone:
        for seen in name.seen:
            yield (seen.text, name.id), settled(seen, candidates, full) or (name.id, None)


def _load(db: Connection, keys: Sequence[str]) -> _Kept:
    """The names of these keys, with every text in which they stand."""
    kept = _Kept()
    key_of_actor: dict[str, str] = {}
    actor, a = t.actor.c, t.appearance.c
    read = sa.select(actor.id, actor.read_name, actor.read_kind, actor.read_country, actor.key)
    for row in db.execute(read.where(actor.key.in_(keys)).order_by(actor.id)):
        kept.names[row.key][row.id] = Name(row.id, row.read_name, row.read_kind)
        kept.country[row.id] = row.read_country
        key_of_actor[row.id] = row.key
    theirs = sa.select(actor.id).where(actor.key.in_(keys))
    offices = _offices(db, theirs)
    seen = sa.select(a.text, a.read_actor, a.country, a.mentions, a.settled, a.why)
    for found in db.execute(seen.where(a.read_actor.in_(theirs)).order_by(a.text)):
        here = (found.text, found.read_actor)
        name = kept.names[key_of_actor[found.read_actor]][found.read_actor]
        held = frozenset(offices.get(here, ()))
        name.seen.append(Seen(found.text, found.country, held, _pronouns(found.mentions)))
        kept.settled[here] = (found.settled, found.why)
    for names in kept.names.values():
        for id in [id for id, name in names.items() if not name.seen]:
            del names[id]  # in no text as it is read today
    _look_around(db, [n for names in kept.names.values() for n in _unclear(names.values())])
    return kept


def _offices(db: Connection, actors: sa.Select[tuple[str]]) -> dict[tuple[int, str], set[Office]]:
    """Text and actor → the offices that the text gives the actor."""
    offices: dict[tuple[int, str], set[Office]] = defaultdict(set)
    r = t.role.c
    roles = sa.select(r.text, r.read_actor, r.title, r.of, r.country)
    for row in db.execute(roles.where(r.read_actor.in_(actors))):
        if (held := office(row.title, row.of, row.country)) is not None:
            offices[row.text, row.read_actor].add(held)
    return offices


def _unclear(names: Iterable[Name]) -> list[Name]:
    """Family names alone that somebody with a full name shares."""
    theirs = list(names)
    full = any(n.kind == "person" and n.full for n in theirs)
    return [n for n in theirs if n.kind == "person" and not n.full] if full else []


def _look_around(db: Connection, names: list[Name]) -> None:
    """Note the countries of all who and which stand in the same texts."""
    around: dict[int, set[str]] = defaultdict(set)
    wanted = sorted({(s.text, n.id) for n in names for s in n.seen})
    a, w = t.appearance.c, t.whereabouts.c
    for some in batches([text for text, _ in wanted]):
        people = sa.select(a.text, a.country).where(a.text.in_(some), a.country.is_not(None))
        places = (
            sa.select(w.text, t.place.c.country)
            .join(t.place, t.place.c.id == w.place)
            .where(w.text.in_(some), t.place.c.country.is_not(None))
        )
        for row in db.execute(people.union(places)):
            around[row.text].add(row.country)
    for name in names:
        name.seen = [replace(s, around=frozenset(around[s.text])) for s in name.seen]


def _pronouns(mentions: str) -> str | None:
    """The gender of the pronouns that mean an actor in a text, None where they are not of one."""
    if '"pronoun"' not in mentions:
        return None
    words = {fold(m[3]) for m in msgspec.json.decode(mentions) if m[2] == "pronoun"}
    he, she = bool(words & _HE), bool(words & _SHE)
    return None if he == she else "male" if he else "female"


def _write_links(db: Connection, actors: list[str], links: Iterable[Link]) -> None:
    link = t.actor_link
    before: dict[str, tuple[str, str]] = {}
    for some in batches(actors):
        query = sa.select(link).where(link.c.actor.in_(some))
        before |= {row.actor: (row.into, row.why) for row in db.execute(query)}
    after = {x.actor: (x.into, x.why) for x in links}
    gone = sorted(id for id, was in before.items() if after.get(id) != was)
    for some in batches(gone):
        db.execute(link.delete().where(link.c.actor.in_(some)))
    rows = [
        {"actor": id, "into": now[0], "why": now[1]}
        for id, now in after.items()
        if before.get(id) != now
    ]
    if rows:
        db.execute(link.insert(), rows)


def _write_settled(
    db: Connection,
    changed: Mapping[tuple[int, str], tuple[str, str | None]],
    before: Mapping[tuple[int, str], tuple[str, str | None]],
) -> None:
    a = t.appearance.c
    moved: set[str] = set()
    for (text, actor), now in changed.items():
        row = sa.and_(a.text == text, a.read_actor == actor)
        values = {"settled": now[0], "actor": now[0], "why": now[1]}
        db.execute(t.appearance.update().where(row).values(**values))
        if before[text, actor][0] != now[0]:
            effects.spread(db, text, actor)
            moved |= {before[text, actor][0], now[0]}
    for actor in _split(db, moved) if moved else ():
        effects.reapply_splits(db, actor)


def _split(db: Connection, actors: set[str]) -> list[str]:
    """Those of the actors that people have told apart from others."""
    query = (
        sa.select(t.judgement.c.mark)
        .where(t.judgement.c.layer == "actor", t.judgement.c.verb == "split")
        .distinct()
    )
    return sorted({row.mark for row in db.execute(query)} & actors)
