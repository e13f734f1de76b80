"""What the rules mend in the tagger's attributions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.extract import quotes
from onrecord.extract.draft import Draft
from onrecord.extract.parse import parse
from onrecord.extract.statements.doubt import sure_enough
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.mended import added, is_flat, nested, tagged_copy, widened
from onrecord.model import Actor, Mention, Span, Text

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


LONG = "Rain fell on the harbour all day and nobody sailed. " * 20


@pytest.mark.model
@pytest.mark.parametrize(
    ("seam", "new_lines"),
    [
        ("“We wait,” Ruiz said. “It rains.” “We sail,” Lahti said.", 1),
        ("“We wait,” Ruiz said. “It rains.”", 0),
        ("The port is shut https://t.co/Ab1 —Harbour News (@hnews) May 2, 2017 Lahti left.", 2),
        ("The port is shut. READ MORE: Lahti shuts port", 1),
    ],
)
def test_a_line_that_was_several_paragraphs_is_broken_where_its_marks_say(
    seam: str, new_lines: int
) -> None:
    for text, expected in ((LONG + seam, new_lines), (seam, 0)):
        draft = quotes.run(Draft(text=Text.of(text), doc=parse(text)))
        copy = tagged_copy(draft)
        assert len(copy) == len(text)
        assert copy.count("\n") == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("source", "cue", "content", "confidence", "kept"),
    [
        ("", "is known for", "its cheese", 0.9, False),
        ("", "is said", "to be the oldest cheese", 0.6, True),
        ("", "is expected", "to sail on Friday", 0.9, False),
        ("you", "might think", "that the ferry was old", 0.6, False),
        ("Lahti", "repainted", "the old ferry", 0.8, False),
        ("Lahti", "repainted", "the old ferry", 0.95, True),
        ("Lahti", "favours", "the old ferry", 0.5, False),
        ("Lahti", "favours", "the old ferry", 0.7, True),
        ("Lahti", "said", "that the ferry was old", 0.3, True),
        ("Lahti", "According to", "the old ferry sailed", 0.3, True),
    ],
)
def test_the_tagger_must_be_surer_where_its_words_are_not_those_of_saying(
    source: str, cue: str, content: str, confidence: float, kept: bool
) -> None:
    text = f"{source} {cue} {content}."
    spans: list[list[tuple[int, int]]] = []
    at = 0
    for words in (source, cue, content):
        spans.append([(at, at + len(words))] if words else [])
        at += len(words) + 1
    draft = quotes.run(Draft(text=Text.of(text), doc=parse(text)))
    found = Found.of(spans[0], spans[1], spans[2], confidence)
    assert sure_enough(draft, found, 0.2) is kept


@pytest.mark.model
@pytest.mark.parametrize(
    ("inner", "kept"),
    [("the market wants to grow", False), ("Lahti wants to grow", True), ("a man said so", True)],
)
def test_an_attitude_within_a_statement_is_somebodys(inner: str, kept: bool) -> None:
    text = f"Ruiz said that {inner}."
    source = inner.rsplit(" ", 3 if "grow" in inner else 2)[0]
    verb, rest = inner[len(source) + 1 :].split(" ", 1)
    lahti = Actor.of("Lahti", "person", mentions=(Mention(Span(15, 20)),))
    made = (lahti,) if inner.startswith("Lahti") else ()
    draft = Draft(text=Text.of(text), doc=parse(text), actors=made)
    first = text.index(inner)
    starts = [first, first + len(source) + 1, first + len(source) + len(verb) + 2]
    spans = [[(a, a + len(w))] for a, w in zip(starts, (source, verb, rest), strict=True)]
    group = "speech" if verb == "said" else "attitude"
    made_by = f"{group}/{verb}"
    found = replace(Found.of(spans[0], spans[1], spans[2], 0.8), construction=made_by)
    outer = Found.of([(0, 4)], [(5, 9)], [(10, len(text) - 1)], 0.9)
    assert bool(nested(draft, [outer], [found], "rules/1")) is kept
