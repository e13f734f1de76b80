"""What the rules mend in the tagger's attributions."""

from __future__ import annotations

from onrecord.extract.statements.found import Found
from onrecord.extract.statements.mended import added, is_flat, widened
from onrecord.model import Span

TAGGED = Found.of([(0, 5)], [(6, 10)], [(11, 20)], 0.9)
WHOLE = Found.of([(0, 5)], [(6, 10)], [(11, 60)], 0.8)
ELSEWHERE = Found.of([(100, 105)], [(106, 110)], [(111, 130)], 0.8)


def test_a_content_cut_short_takes_the_rules_content_at_the_same_cue() -> None:
    assert widened([TAGGED], [WHOLE])[0].content == (Span(11, 60),)


def test_a_content_is_kept_where_the_rules_are_unsure_or_hardly_longer() -> None:
    unsure = Found.of([(0, 5)], [(6, 10)], [(11, 60)], 0.4)
    alike = Found.of([(0, 5)], [(6, 10)], [(11, 22)], 0.8)
    assert widened([TAGGED], [unsure]) == [TAGGED]
    assert widened([TAGGED], [alike]) == [TAGGED]


def test_an_attribution_of_the_rules_alone_is_added_with_its_maker() -> None:
    assert [f.by for f in added([TAGGED], [WHOLE, ELSEWHERE], "rules/1")] == ["rules/1"]


def test_nothing_is_added_where_the_tagger_has_words_already() -> None:
    assert added([TAGGED], [WHOLE], "rules/1") == []


def test_a_text_is_flat_where_a_line_is_longer_than_any_paragraph() -> None:
    assert not is_flat("Short paragraph.\n" * 500)
    assert is_flat("A sentence of a feed. " * 500)
