"""The step: places of a text, each with its coordinates and all its mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.pipeline import Step
from onrecord.extract.places.candidates import Found, after_locative, candidates, words
from onrecord.model import Dropped, Place, Span
from onrecord.places import Entry, Toponym, open_gazetteer, resolve

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "places/gazetteer-1"

_OF_ACTOR = 0.5  # what an actor's country weighs against a country named as a place
_OF_ADDRESS = 1.0  # … and that of the web address: local news speaks of home without naming it
_TOWARDS = frozenset({"against", "with", "by", "on", "towards", "toward"})
"""Prepositions before a partner or a target: "ties with Tehran", "sanctions on Moscow"."""
_DIGITS = 5  # of a degree: a metre


def step() -> Step:
    """The step, for `extract.steps`."""
    return Step(name=NAME, needs=("actors",), makes=("places",), run=run)


def run(draft: Draft) -> Draft:
    """The draft with its places; the gazetteer is opened (or built) on first use."""
    gazetteer = open_gazetteer()
    found, reasons = candidates(draft, gazetteer)
    resolutions = resolve(
        [Toponym(f.name, f.container, f.hint, f.code, not f.sure) for f in found],
        gazetteer,
        _countries_spoken_of(draft),
    )
    dropped: Counter[str] = Counter(reasons)
    entries: dict[int, Entry] = {}
    mentions: dict[int, list[Span]] = {}
    for one, resolution in zip(found, resolutions, strict=True):
        entry = resolution.entry
        if entry is None:
            dropped[resolution.reason or "not in the gazetteer"] += 1
        elif _stands_for_government(draft, one, entry):
            dropped["a seat that stands for its government"] += 1
        else:
            entries[entry.key] = entry
            mentions.setdefault(entry.key, []).append(one.span)
    places = [_place(entries[key], _joined(draft, mentions[key])) for key in entries]
    return draft.having(
        places=tuple(sorted(places, key=lambda p: (p.mentions[0], p.id))),
        dropped=[Dropped(NAME, reason, n) for reason, n in sorted(dropped.items())],
    )


def _joined(draft: Draft, spans: list[Span]) -> list[Span]:
    """Two names of one place with a comma between as one mention: "Washington, D.C."."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        if joined and draft.text.text[joined[-1].end : span.start] == ", ":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _place(entry: Entry, spans: list[Span]) -> Place:
    return Place.of(
        entry.name,
        entry.kind,
        country=entry.country,
        latitude=round(entry.latitude, _DIGITS),
        longitude=round(entry.longitude, _DIGITS),
        geonames=entry.geonames,
        mentions=tuple(spans),
    )


def _countries_spoken_of(draft: Draft) -> dict[str, float]:
    """Countries of the actors, and the one whose web address the text comes from, with weights."""
    weights: defaultdict[str, float] = defaultdict(float)
    for actor in draft.actors:
        if actor.country:
            weights[actor.country] += _OF_ACTOR
    if home := _country_of_address(draft.text.url or draft.text.publisher or ""):
        weights[home] += _OF_ADDRESS
    return dict(weights)


def _country_of_address(address: str) -> str | None:
    """The country of a web address by its last part, None for "com" and its like.

    >>> _country_of_address("https://www.example.co.uk/news/1"), _country_of_address("example.com")
    ('GB', None)
    """
    host = address.split("//")[-1].split("/")[0].split(":")[0].strip().lower()
    last = host.rpartition(".")[2] if "." in host else ""
    if len(last) != 2 or not last.isalpha() or last in {"eu", "tv", "io", "co", "me", "ai"}:
        return None
    return "GB" if last == "uk" else last.upper()


def _stands_for_government(draft: Draft, found: Found, entry: Entry) -> bool:
    """Whether a name of a town or site is, just here, that of a country or its government.

    So it is where the actors' step says so, and where a capital acts or is acted on like a
    government: "Brussels threatens duties", "accused Brussels". Sites that are seats as well
    ("the Kremlin") are places only after a preposition of place.
    """
    if entry.kind == "site":
        return not after_locative(draft, found.first)
    if entry.kind != "city":
        return False
    if any(
        mention.span == found.span and actor.kind in {"country", "government"}
        for mention, actor in draft.mentions.within(found.span)
    ):
        return True
    return entry.capital and _acts(draft.doc[found.last - 1])


def _acts(token: Token) -> bool:
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ in _TOWARDS:
        return True
    if verb.pos_ != "VERB":
        return False
    lemma = verb.lemma_.lower()
    if token.dep_ == "nsubj":
        governs = any(child.dep_ in {"ccomp", "xcomp", "dobj"} for child in verb.children)
        return governs and lemma not in words("happen")
    return token.dep_ in {"dobj", "nsubjpass"} and lemma in words("addressed")
