"""The places of a text: rows of text → places, and where a clause happens."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.extract import places
from onrecord.extract.draft import Draft
from onrecord.extract.parse import parse
from onrecord.model import Actor, Mention, Place, Span, Text

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "places.yaml").read_text("utf-8"))
pytestmark = pytest.mark.model


def drafted(text: str, actors: list[list[str | None]] | None = None) -> Draft:
    marks: list[Actor] = []
    for words, name, kind, country in actors or []:
        start = text.index(str(words), text.find(".") if kind == "person" and marks else 0)
        mention = Mention(Span(start, start + len(str(words))))
        marks.append(Actor.of(str(name), str(kind), country=country, mentions=(mention,)))
    return Draft(text=Text.of(text), doc=parse(text), actors=tuple(marks))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_a_text_has_these_places(case: dict[str, Any]) -> None:
    draft = places.run(drafted(case["text"], case.get("actors")))
    found = [
        [p.name, p.country, p.kind, [case["text"][s.start : s.end] for s in p.mentions]]
        for p in draft.places
    ]
    assert found == case["places"]
    for reason in case.get("dropped", []):
        assert reason in {d.reason for d in draft.dropped}


def test_mentions_overlap_nowhere_and_places_come_once() -> None:
    draft = places.run(drafted(" ".join(c["text"] for c in CASES)))
    spans = sorted(s for p in draft.places for s in p.mentions)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len({p.id for p in draft.places}) == len(draft.places)


def test_the_same_text_gives_the_same_places() -> None:
    text = " ".join(c["text"] for c in CASES)
    assert places.run(drafted(text)).record() == places.run(drafted(text)).record()


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("He spoke at the Harbour Conference in Estonia.", ["Estonia"], ["Estonia"]),
        ("Fighting raged in Kharkov and Sumy.", ["Kharkov", "Sumy"], ["Kharkov", "Sumy"]),
        ("Shells hit the outskirts of Lviv.", ["Lviv"], []),
        ("Crowds gathered on the outskirts of Lviv.", ["Lviv"], ["Lviv"]),
        ("She arrived in Paris, France.", ["Paris", "France"], ["Paris"]),
        ("Talks with France went on.", ["France"], []),
        ("He came from Oslo.", ["Oslo"], []),
        ("Kim flew to Rome.", ["Rome"], ["Rome"]),
        ("He spoke in favour of Cuba.", ["Cuba"], []),
    ],
)
def test_a_clause_happens_where_a_locative_phrase_says(
    text: str, names: list[str], expected: list[str]
) -> None:
    marks = []
    for name in names:
        start = text.index(name)
        marks.append(Place.of(name, "city", mentions=(Span(start, start + len(name)),)))
    draft = drafted(text).having(places=tuple(marks))
    called = {p.id: p.name for p in marks}
    assert [called[i] for i in places.places_in(draft, list(draft.doc))] == expected


def test_the_object_of_a_visit_is_a_place_when_asked_for() -> None:
    draft = drafted("The minister visited Bern.")
    bern = Place.of("Bern", "city", mentions=(Span(21, 25),))
    draft = draft.having(places=(bern,))
    assert places.places_in(draft, list(draft.doc)) == ()
    assert places.places_in(draft, list(draft.doc), objects=True) == (bern.id,)
    assert places.place_of(draft, draft.doc[3]) == bern.id
    assert places.place_of(draft, draft.doc[1]) is None


def test_places_outside_of_the_tokens_do_not_count() -> None:
    draft = drafted("Troops gathered in Bern, officials said.")
    bern = Place.of("Bern", "city", mentions=(Span(19, 23),))
    draft = draft.having(places=(bern,))
    assert places.places_in(draft, list(draft.doc)[5:]) == ()
