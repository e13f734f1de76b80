"""Organisations by name and acronym, parties, and named groups."""

from __future__ import annotations

import re

from onrecord.actors.bodies import body_named
from onrecord.actors.data import words
from onrecord.actors.territories import territory
from onrecord.extract.actors.lexicon import Spot, acronym_after, initials
from onrecord.extract.actors.marks import Ledger, Someone
from onrecord.extract.actors.states import States, acts, located
from onrecord.extract.actors.view import View
from onrecord.model import fold

_PARTY = re.compile(r"\b(party|partei|parti|partido)\b", re.IGNORECASE)


def link_organizations(view: View, spots: list[Spot], states: States, ledger: Ledger) -> None:
    """Mentions of bodies, parties, organisations and groups by name."""
    by_name: dict[str, Someone] = {}
    for s in spots:
        if s.what == "body" or (s.known is not None and s.known.body is not None):
            if s.what == "capital" and not acts(view, s.first, s.end):
                continue
            if s.what == "seat" and located(view, s.first, s.end):
                continue
            _known(s, by_name, ledger).add(s.first, s.end, "name")
        elif s.what == "group" and s.known is not None:
            key = fold(s.known.name)
            if key not in by_name:
                by_name[key] = ledger.new("group", s.known.name, plural=True)
            by_name[key].add(s.first, s.end, "name")
        elif s.what == "people" and s.known is not None:
            _people(view, s, by_name, ledger)
        elif s.what == "org":
            _named(view, s, by_name, ledger)
    _short_forms(ledger)
    _last_words(ledger)
    _initials(ledger)
    _of_states(ledger)


def _known(s: Spot, by_name: dict[str, Someone], ledger: Ledger) -> Someone:
    assert s.known is not None
    assert s.known.body is not None
    body = s.known.body
    key = fold(body.name)
    if key not in by_name:
        owner = s.known.territories
        by_name[key] = ledger.new(
            body.kind,
            body.name,
            country=owner[0].country if owner and body.code else None,
            wikidata=body.wikidata,
        )
    return by_name[key]


def _people(view: View, s: Spot, by_name: dict[str, Someone], ledger: Ledger) -> None:
    assert s.known is not None
    places = s.known.territories
    if len(places) != 1 or not s.known.name.endswith(("s", "men")):
        return
    key = "people of " + places[0].code
    if key not in by_name:
        by_name[key] = ledger.new(
            "group", s.known.name, country=places[0].country, plural=True, head="people"
        )
    by_name[key].add(s.first, s.end, "name")


def _named(view: View, s: Spot, by_name: dict[str, Someone], ledger: Ledger) -> None:
    """An organisation that only the tagger knows."""
    text = view.words(s.first, s.end)
    key = fold(text).removeprefix("the ")
    body = body_named(text)
    if body is not None:
        key = fold(body.name)
    if key not in by_name:
        name = body.name if body else text
        kind = body.kind if body else kind_of(text)
        by_name[key] = ledger.new(kind, name, wikidata=body.wikidata if body else None)
    by_name[key].add(s.first, s.end, "name")
    acronym = acronym_after(view, s.end)
    if acronym:
        by_name.setdefault(fold(acronym), by_name[key])


def kind_of(name: str) -> str:
    """The kind of a body by the words of its name."""
    low = name.lower()
    if _PARTY.search(low):
        return "party"
    last = low.split()[-1]
    if low in words("bodies", "state") or last in ("ministry", "parliament", "bundestag", "army"):
        return "government"
    return "organization"


def _short_forms(ledger: Ledger) -> None:
    """ "Amnesty" is Amnesty International where one name of the text begins so."""
    by_first: dict[str, list[Someone]] = {}
    rows = [x for x in ledger.others if x.kind in ("organization", "party") and x.mentions]
    for x in rows:
        parts = x.name.split()
        if len(parts) > 1:
            by_first.setdefault(fold(parts[0]), []).append(x)
    for x in rows:
        if " " in x.name or x.wikidata or fold(x.name) in words("bodies", "names"):
            continue
        longer = by_first.get(fold(x.name), [])
        if len(longer) == 1:
            for m in x.mentions:
                longer[0].add(m.first, m.end, m.form)
            x.mentions.clear()


def _last_words(ledger: Ledger) -> None:
    """ "Freedom Caucus" is House Freedom Caucus where one name of the text ends so.

    Not of parties: the Democratic Party is no Social Democratic Party.
    """
    rows = [x for x in ledger.others if x.kind in ("organization", "government") and x.mentions]
    by_last: dict[str, list[Someone]] = {}
    for x in rows:
        parts = fold(x.name).split()
        for k in range(1, len(parts) - 1):
            by_last.setdefault(" ".join(parts[k:]), []).append(x)
    for x in rows:
        plain = fold(x.name).removeprefix("the ")
        longer = [y for y in by_last.get(plain, ()) if y is not x]
        if x.wikidata or len(longer) != 1 or longer[0].country != x.country:
            continue
        for m in x.mentions:
            longer[0].add(m.first, m.end, m.form)
        x.mentions.clear()


def _initials(ledger: Ledger) -> None:
    """ "INMO" without brackets is the one body whose words have these initials."""
    by_initials: dict[str, list[Someone]] = {}
    rows = [x for x in ledger.others if x.kind in _JOINABLE and x.mentions]
    for x in rows:
        for key in initials(x.name):
            by_initials.setdefault(key, []).append(x)
    for x in rows:
        key = x.name.replace(".", "")
        if x.wikidata or not (2 < len(key) < 8) or not key.isupper() or not key.isalpha():
            continue
        longer = [y for y in by_initials.get(key, ()) if y is not x]
        if len(longer) == 1 and min(m.first for m in longer[0].mentions) < min(
            m.first for m in x.mentions
        ):
            for m in x.mentions:
                longer[0].add(m.first, m.end, m.form)
            x.mentions.clear()


def _of_states(ledger: Ledger) -> None:
    """The country of a body that is "of" one: "Law Society of Kenya"."""
    for x in ledger.others:
        if x.country is None and x.kind in _JOINABLE and x.wikidata is None:
            _, of, rest = x.name.rpartition(" of ")
            place = territory(rest) if of else None
            if place is not None:
                x.country = place.country


_JOINABLE = frozenset({"organization", "party", "government"})
