"""Which actors, statements and ids the events of a text get; parses are built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.extract.draft import Draft
from onrecord.extract.events import NAME, find_events, step
from onrecord.extract.events.link import confidence, run
from onrecord.model import Actor, Mention, Record, Span, Statement, Text

WORDS = {
    # word: (lemma, part of speech, tag, entity)
    "Ruritanian": ("ruritanian", "ADJ", "JJ", "NORP"),
    "forces": ("force", "NOUN", "NNS", ""),
    "farmers": ("farmer", "NOUN", "NNS", ""),
    "They": ("they", "PRON", "PRP", ""),
    "shelled": ("shell", "VERB", "VBD", ""),
    "Marrun": ("Marrun", "PROPN", "NNP", "GPE"),
    "them": ("they", "PRON", "PRP", ""),
    ".": (".", "PUNCT", ".", ""),
}


def _draft(words: list[str], heads: list[int], deps: list[str], *actors: Actor) -> Draft:
    rows = [WORDS[w] for w in words]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        lemmas=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        tags=[r[2] for r in rows],
        ents=[f"B-{r[3]}" if r[3] else "O" for r in rows],
        heads=heads,
        deps=deps,
    )
    return Draft(text=Text.of(doc.text), doc=doc, actors=actors)


def _shelling(subject: str, *actors: Actor) -> Draft:
    words = ["Ruritanian", subject, "shelled", "Marrun", "."]
    return _draft(words, [1, 2, 2, 2, 2], ["amod", "nsubj", "ROOT", "dobj", "punct"], *actors)


RURITANIA = Actor.of("Ruritania", "country", mentions=(Mention(Span(0, 10)),))


def test_forces_stand_for_the_state_that_is_named_before_them() -> None:
    (event,) = run(_shelling("forces", RURITANIA)).events
    assert (event.type, event.mode, event.actors) == (
        "ASSAULT",
        "heavy-weapons",
        (RURITANIA.id,),
    )
    assert event.by == NAME


def test_farmers_do_not_stand_for_their_state_and_are_counted() -> None:
    draft = run(_shelling("farmers", RURITANIA))
    assert draft.events[0].actors == ()
    assert {(d.reason, d.count) for d in draft.dropped} == {
        ("actor of an event that is no known actor", 1),
        ("recipient of an event that is no known actor", 1),
    }


def test_a_mention_at_the_head_comes_before_one_that_modifies_it() -> None:
    army = Actor.of("Ruritanian forces", "government", mentions=(Mention(Span(0, 17)),))
    (event,) = run(_shelling("forces", army)).events
    assert event.actors == (army.id,)


def test_nobody_both_acts_and_receives() -> None:
    both = Actor.of("X", "group", mentions=(Mention(Span(11, 17)), Mention(Span(26, 32))))
    (event,) = run(_shelling("forces", both)).events
    assert (event.actors, event.recipients) == ((both.id,), ())


def test_an_act_of_pronouns_that_stand_for_no_known_actor_is_left_out_and_counted() -> None:
    draft = run(
        _draft(["They", "shelled", "them", "."], [1, 1, 1, 1], ["nsubj", "ROOT", "dobj", "punct"])
    )
    assert draft.events == ()
    assert any("pronoun" in d.reason for d in draft.dropped)


def test_an_event_is_said_in_the_innermost_statement_around_its_trigger() -> None:
    draft = _shelling("forces", RURITANIA)

    def statement(id: str, end: int, within: str | None) -> Statement:
        content = (Span(0, end),)
        return Statement(
            id, "indirect", (), (), (), content, (), within, "author", None, None, 1.0, "test"
        )

    draft = draft.having(statements=(statement("s1", 33, None), statement("s2", 30, "s1")))
    assert run(draft).events[0].statement == "s2"


def test_a_second_reading_gives_the_same_events_and_the_record_holds() -> None:
    draft = _shelling("forces", RURITANIA)
    assert run(draft).events == run(draft).events
    assert isinstance(run(draft).record(), Record)


def test_confidence_lies_between_nought_and_one_and_grows_with_what_is_filled() -> None:
    full = find_events(_shelling("forces"))[0]
    assert 0 < confidence(full.turned(actors=())) < confidence(full) < 1


@pytest.mark.parametrize("need", ["actors", "places", "times", "statements"])
def test_the_step_says_what_it_needs(need: str) -> None:
    assert need in step().needs
    assert step().makes == ("events",)
