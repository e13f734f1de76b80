"""The word lists of the events step hold together."""

from __future__ import annotations

from itertools import chain

import pytest

from onrecord.errors import DataError
from onrecord.extract.events.lexicon import _check, lexicon
from onrecord.model import kinds


def test_every_type_has_words_that_tell_of_it() -> None:
    words = lexicon()
    frames = chain.from_iterable([*words.verbs.values(), *words.nouns.values()])
    assert {f.type for f in frames} == set(kinds("event_type"))


def test_frames_with_more_conditions_are_tried_first() -> None:
    for frames in (*lexicon().verbs.values(), *lexicon().nouns.values()):
        conditions = [f.conditions for f in frames]
        assert conditions == sorted(conditions, reverse=True)


def test_every_outcome_is_a_type_or_a_sign_for_one() -> None:
    words = lexicon()
    groups = {*words.groups.values(), "other"}
    for kind, outcome in words.outcomes.items():
        assert set(outcome) == {*groups, "status"}, kind
        assert outcome["status"] in kinds("event_status")
        for group in groups:
            assert outcome[group] in {*kinds("event_type"), "", "="}


def test_every_mode_of_a_governed_act_is_one_of_its_type() -> None:
    for type_, modes in lexicon().modes.items():
        assert set(modes.values()) <= set(kinds("event_type")[type_].modes)


def test_every_chain_is_of_a_kind_with_an_outcome() -> None:
    words = lexicon()
    tables = (words.chain_verbs, words.chain_nouns, words.chain_adjectives)
    for table in tables:
        for chains in table.values():
            assert all(c.kind in words.outcomes for c in chains)


@pytest.mark.parametrize(
    "row",
    [
        {"type": "QUARREL", "verbs": "quarrel"},
        {"type": "AID", "mode": "riot", "verbs": "help"},
        {"type": "AID", "verb": "help"},
    ],
    ids=["no such type", "a mode of another type", "no such key"],
)
def test_a_frame_that_breaks_the_format_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(DataError):
        _check(row)
