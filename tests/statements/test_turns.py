"""Labels before a colon, and when a text is a dialogue; no model is loaded."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import quotes
from onrecord.extract.draft import Draft
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.turns import dialogue, labels, placed, spoken_turns
from onrecord.model import Actor, Mention, Span, Text

ASK = "Will they build it?"


def draft(text: str, *people: str) -> Draft:
    """A draft with these persons mentioned where their whole names stand."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    actors = [
        Actor.of(
            name,
            "person",
            mentions=(Mention(Span(text.find(name), text.find(name) + len(name))),),
        )
        for name in people
    ]
    bare = Draft(text=Text.of(text), doc=nlp(text)).having(actors=tuple(actors))
    return quotes.run(bare)


def contents(text: str, *people: str) -> list[tuple[str, str]]:
    here = draft(text, *people)
    words = here.text.words
    return [(words(*f.source), words(*f.content)) for f in spoken_turns(here)]


@pytest.mark.parametrize(
    "text",
    [
        "Note: it rained. Photo: the bridge. Note: it rained. Photo: the bridge.",
        "It began at 10:30 and ended 3:1. It began at 11:30 and ended 2:1.",
        "Strengths: cheap. Weaknesses: slow. Strengths: small.",
        "MONDAY: rain. TUESDAY: sun. MONDAY: rain.",
        "Read more: Ten bridges. Watch: A bridge. Read more: Two bridges.",
        f"Q: {ASK}",
    ],
)
def test_times_notes_and_headings_are_no_speakers(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (f"Q: {ASK} A: Yes.", [("Q", ASK), ("A", "Yes.")]),
        (f"Q: {ASK}\nA: Yes.\nIn May.", [("Q", ASK), ("A", "Yes.")]),
        (
            "ROE: It opens. DAHL: Who pays? ROE: All.",
            [("ROE", "It opens."), ("DAHL", "Who pays?"), ("ROE", "All.")],
        ),
        (
            "ROE (laughs): It opens.--DAHL: Who pays? ROE: All.",
            [("ROE", "It opens."), ("DAHL", "Who pays?"), ("ROE", "All.")],
        ),
    ],
)
def test_turns_end_where_the_next_begins(text: str, turns: list[tuple[str, str]]) -> None:
    assert contents("Jane Roe met Erik Dahl. " + text, "Jane Roe", "Erik Dahl") == turns


def test_a_label_names_the_one_person_of_that_surname() -> None:
    text = "Jane Roe met Erik Dahl. ROE: It opens. DAHL: Who pays? ROE: All."
    here = draft(text, "Jane Roe", "Erik Dahl")
    names = {a.id: a.name for a in here.actors}
    given = [names[f.speakers[0]] for f in spoken_turns(here) if f.speakers]
    assert given == ["Jane Roe", "Erik Dahl", "Jane Roe"]


def test_a_surname_of_two_people_names_neither() -> None:
    text = "Jane Roe met Ann Roe and Erik Dahl. ROE: It opens. DAHL: Who pays? ROE: All."
    here = draft(text, "Jane Roe", "Ann Roe", "Erik Dahl")
    assert next(f.speakers for f in spoken_turns(here)) is None


def test_an_asker_is_a_speaker_though_unknown() -> None:
    text = f"Jane Roe came. Daily Mirror: {ASK} Roe: Yes. Daily Mirror: {ASK} Roe: In May."
    assert {"mirror", "roe"} == dialogue(labels(draft(text, "Jane Roe")))


def test_no_attribution_crosses_the_edge_of_a_turn_or_claims_its_label() -> None:
    turn = Found.of([(0, 3)], [(3, 4)], [(5, 20)], 0.9)
    claiming = Found.of([(0, 3)], [(3, 4)], [(5, 9)], 0.9)
    crossing = Found.of([(6, 7)], [(8, 9)], [(10, 12), (30, 40)], 0.9)
    kept = placed([claiming, crossing], [turn])
    assert turn in kept
    assert claiming not in kept
    assert [f.content for f in kept if f.cue == crossing.cue] == [(Span(10, 12),)]


def test_a_quotation_after_a_bare_name_gives_way_to_a_cue_that_owns_it() -> None:
    turn = Found.of([(0, 3)], [(3, 4)], [(5, 20)], 0.9)
    owned = Found.of([(25, 29)], [(21, 24)], [(5, 20)], 0.9)
    assert placed([owned], [turn]) == [owned]


PIECES = st.lists(
    st.sampled_from(
        ["Q:", "A:", "ROE:", "Roe:", "Jane Roe", "Dahl:", "10:30", "“No,”", "Yes.", "Why?", "\n"]
    ),
    max_size=30,
)


@settings(max_examples=80, deadline=None)  # each is parsed
@given(PIECES)
def test_turns_lie_in_the_text_apart_from_each_other(pieces: list[str]) -> None:
    text = "Jane Roe came. " + " ".join(pieces)
    found = spoken_turns(draft(text, "Jane Roe"))
    spans = sorted(s for f in found for s in f.source + f.cue + f.content)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
