"""The step: events whose arguments are the record's actors, places, times and statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.events.find import RawEvent, find_events
from onrecord.extract.events.frames import strong
from onrecord.extract.events.lexicon import lexicon
from onrecord.extract.events.syntax import Argument, amount_of, prepositional
from onrecord.extract.pipeline import Step
from onrecord.extract.places import places_in
from onrecord.extract.times import time_of
from onrecord.model import Actor, Dropped, Event, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "events/rules-1"
CLAUSE = 80  # tokens of a clause looked at for places: longer ones are lists or parser errors
_SUBCLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis"})
_AIMED_AT_PLACES = frozenset({"ASSAULT", "CONSULT", "MOBILIZE"})
_BEFORE = frozenset({"amod", "compound", "nmod"})


def step() -> Step:
    """The step, for `extract.steps`."""
    return Step(
        name=NAME, needs=("actors", "places", "times", "statements"), makes=("events",), run=run
    )


def run(draft: Draft) -> Draft:
    """The draft with its events. Arguments that are no known actor stay out, and are counted."""
    raw = find_events(draft)
    missing: Counter[str] = Counter()
    events: dict[str, Event] = {}
    for found, statement in zip(raw, _statements(draft, raw), strict=True):
        actors, lost = _linked(draft, found.actors)
        recipients, unknown = _linked(draft, found.recipients)
        missing["actor of an event that is no known actor"] += lost
        missing["recipient of an event that is no known actor"] += unknown
        if not actors + recipients and _only_pronouns(found):
            missing["event of nobody but a pronoun that stands for no known actor"] += 1
            continue
        trigger = draft.over(found.trigger)
        key = Event.id_of(draft.text.id, found.type, trigger)
        if key in events:
            missing["second reading of one trigger"] += 1
            continue
        events[key] = Event(
            id=key,
            type=found.type,
            mode=found.mode,
            trigger=trigger,
            actors=actors,
            recipients=tuple(r for r in recipients if r not in actors),
            status=found.status,
            time=time_of(draft, found.trigger),
            places=_places(draft, found),
            statement=statement,
            confidence=confidence(found),
            by=NAME,
        )
    return draft.having(
        events=tuple(events.values()),
        dropped=[Dropped(NAME, reason, n) for reason, n in sorted(missing.items()) if n],
    )


def _only_pronouns(found: RawEvent) -> bool:
    return all(a.head.pos_ == "PRON" for a in (*found.actors, *found.recipients))


def confidence(found: RawEvent) -> float:
    """How likely the type is right, by how much of its frame is filled.

    Compared with the PLOVER training sentences (1,122 events, of which one a sentence is coded,
    so that a right second event counts as wrong): values of .7 and more were right 78–83 times
    in a hundred, .55 to .6 about 60 times, below .5 about 25 times.
    """
    value = 0.3 + 0.25 * bool(found.actors) + 0.15 * bool(found.recipients)
    value += 0.05 * min(found.conditions, 2)
    value -= 0.15 * found.nominal
    value -= 0.2 * (found.status == "hypothetical")
    return round(value, 2)


def _linked(draft: Draft, phrases: Iterable[Argument]) -> tuple[tuple[str, ...], int]:
    """Ids of the actors that the phrases name, and how many phrases name none."""
    ids: dict[str, None] = {}
    lost = 0
    for phrase in phrases:
        actors = _actors_of(draft, phrase)
        lost += not actors
        ids.update(dict.fromkeys(a.id for a in actors))
    return tuple(ids), lost


def _actors_of(draft: Draft, phrase: Argument) -> list[Actor]:
    """The actors at the head of a phrase, or those that the head stands for.

    “Russian forces” stand for Russia, “UN inspectors” for the UN and “the mayor's plan” for the
    mayor, but “a Russian actor” does not stand for Russia.
    """
    head = phrase.head
    for token in (head, amount_of(head)):
        if found := draft.mentions.at(token):
            return found
    if head.pos_ == "PRON":
        return []
    owners = _owners(head)
    if strong(head) and head.lemma_.lower() not in lexicon().state:
        # not of a state: "UN inspectors" yes, "a Russian actor" no
        owners = (t for t in owners if t.dep_ == "compound" and t.ent_type_ == "ORG")
    for token in owners:
        if found := draft.mentions.at(token):
            return found
    return []


def _owners(head: Token) -> Iterator[Token]:
    children = list(head.children)
    yield from (c for c in children if c.dep_ == "poss")
    before = [c for c in children if c.dep_ in _BEFORE and c.i < head.i]
    for child in before:
        yield child
        if child.lower_ == "led":  # "a US-led coalition"; one that is "UN-backed" is not the UN
            yield from (g for g in child.children if g.i < head.i)
    for preposition in ("of", "by", "from"):
        yield from prepositional(head, preposition)


def _places(draft: Draft, found: RawEvent) -> tuple[str, ...]:
    if not draft.places:
        return ()
    objects = found.type in _AIMED_AT_PLACES
    return places_in(draft, list(_clause(found)), objects=objects)


def _clause(found: RawEvent) -> list[Token]:
    """The tokens that hang on the trigger, without clauses of their own."""
    inside: dict[int, Token] = {}
    waiting = list(found.trigger)
    while waiting and len(inside) < CLAUSE:
        here = waiting.pop()
        if here.i in inside:
            continue
        inside[here.i] = here
        waiting += [
            c
            for c in here.children
            if c.dep_ not in _SUBCLAUSES and not (c.dep_ == "conj" and c.pos_ == "VERB")
        ]
    return [inside[i] for i in sorted(inside)]


def _statements(draft: Draft, raw: Iterable[RawEvent]) -> Iterator[str | None]:
    """For each event, in text order, the innermost statement whose content covers its trigger."""
    contents = sorted((span, s.id) for s in draft.statements for span in s.content)
    open_: list[tuple[Span, str]] = []
    at = 0
    for found in raw:
        start = found.trigger[0].idx
        while at < len(contents) and contents[at][0].start <= start:
            open_.append(contents[at])
            at += 1
        open_ = [c for c in open_ if c[0].end > start]
        inner = min(open_, key=lambda c: (c[0].end - c[0].start, c[1]), default=None)
        yield inner[1] if inner else None
