"""Whether a finding is about public affairs, on texts built by hand."""

from __future__ import annotations

import pytest
from spacy import blank
from spacy.tokens import Doc

from onrecord.extract.positions.findings import Finding
from onrecord.extract.positions.public import LONG, Affairs
from onrecord.model import Actor, Role, Span

FILLER = ["the", "boat", "was", "calm", "and", "blue"]
POLITICS = ["parliament", "passed", "the", "tax", "law", "again"]


def passage(words: list[str]) -> Doc:
    """Words about something around “wants repaint”, the trigger and the act."""
    around = words * (2 * LONG // len(words))
    tokens = [*around, "wants", "repaint", *around]
    heads = list(range(len(tokens)))
    heads[len(around) + 1] = len(around)
    return Doc(
        blank("en").vocab, words=tokens, lemmas=tokens, pos=["NOUN"] * len(tokens),
        heads=heads, deps=["ROOT" if h == i else "xcomp" for i, h in enumerate(heads)],
    )  # fmt: skip


def is_public(doc: Doc, actor: Actor, rule: str, stance: str = "supports") -> bool:
    trigger = next(t for t in doc if t.text == "wants")
    act = doc[trigger.i + 1]
    return Affairs(doc).is_public(Finding((trigger,), stance, (), act, rule), [actor])


NOBODY = Actor.of("Olsen", "person")
STATE = Actor.of("Norway", "country")
MINISTER = Actor.of("Lund", "person", roles=(Role("foreign minister", None, "NO", Span(0, 3)),))


@pytest.mark.parametrize(
    ("words", "actor", "rule", "expected"),
    [
        (FILLER, NOBODY, "duty", False),
        (FILLER, NOBODY, "speech", False),
        (FILLER, STATE, "speech", True),
        (POLITICS, NOBODY, "duty", True),
        (POLITICS, NOBODY, "effect", False),
        (POLITICS, MINISTER, "effect", True),
    ],
)
def test_weaker_words_need_more_signs(
    words: list[str], actor: Actor, rule: str, expected: bool
) -> None:
    assert is_public(passage(words), actor, rule) is expected


def test_to_be_undecided_is_always_kept() -> None:
    assert is_public(passage(FILLER), NOBODY, "pending", stance="undecided")
