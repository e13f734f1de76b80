"""The word lists are whole, and stances combine as logic has it."""

from __future__ import annotations

import pytest

from onrecord.errors import DataError
from onrecord.extract.positions import lexicon
from onrecord.extract.positions.lexicon import compose, nominals, predicates, words
from onrecord.model.kinds import kinds

KINDS = {
    "speech", "attitude", "act", "evaluation", "effect", "force", "tooearly",
    "unsaid", "nothing", "little", "pending", "believing", "maybe", "maybeact", "study", "interest",
    "moment", "fight", "policy", "striving", "angering", "failing", "office",
}  # fmt: skip
HOLDERS = {"subject", "object", "possessor", "bearer", "speaker"}


def test_every_row_of_the_lexicon_has_values_that_the_rules_know() -> None:
    rows = [row for group in predicates().values() for row in group]
    assert len(rows) > 300
    assert {r.kind for r in rows} <= KINDS
    assert {r.holder for r in rows} <= HOLDERS
    assert all(r.issue for r in rows)


def test_rows_that_ask_for_more_words_come_first() -> None:
    for group in predicates().values():
        lengths = [len(row.extra) for row in group]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("outer", "inner", "both"),
    [
        ("supports", "opposes", "opposes"),
        ("opposes", "opposes", "supports"),
        ("opposes", "open", "opposes"),
        ("open", "supports", "open"),
        ("open", "opposes", "sceptical"),
        ("sceptical", "supports", "sceptical"),
        ("sceptical", "opposes", "open"),
        ("undecided", "supports", "undecided"),
    ],
)
def test_a_stance_on_a_stance_is_a_stance_on_the_act(outer: str, inner: str, both: str) -> None:
    assert compose(outer, inner) == both


def test_every_pair_of_stances_combines_to_a_stance() -> None:
    stances = set(kinds("stance"))
    assert {compose(a, b) for a in stances for b in stances} <= stances


def test_every_noun_of_action_has_a_verb() -> None:
    assert all(n.verb for n in nominals().values())
    assert nominals()["ban"].verb == "ban"


def test_an_unknown_word_list_is_named_in_the_error() -> None:
    with pytest.raises(DataError, match="no list called cheese"):
        words("cheese")


def test_confidences_lie_between_zero_and_one() -> None:
    assert all(0 < c < 1 for c in lexicon.confidences().values())
