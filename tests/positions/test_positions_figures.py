"""What the scorer prints becomes figures; SEESAW answers follow the sides of positions."""

from __future__ import annotations

from onrecord.evaluate.positions import figures_of
from onrecord.evaluate.seesaw import answer
from onrecord.model import FORMAT, Actor, Issue, Position, Record, Span, Text

PRINTED = """\
row     P 0.600 R 0.300 F1 0.400   (rows both coders have 20, rows of the system 10)
opposition recall 0.250 of 8
recall of sceptical 0.500 of 2
conditions found 0.333 of 3
something else
"""


def test_every_line_of_the_scorer_is_a_figure() -> None:
    found = {f.metric: (f.value, f.count) for f in figures_of(PRINTED, "world")}
    assert found == {
        "row precision": (0.6, 10),
        "row recall": (0.3, 20),
        "row F1": (0.4, 20),
        "opposition recall": (0.25, 8),
        "recall of sceptical": (0.5, 2),
        "conditions found": (0.333, 3),
    }


def record(*stances: tuple[str, str]) -> Record:
    text = Text.of("Okafor and Lind disagree.")
    actors = {name: Actor.of(name, "person") for name in ("Amara Okafor", "Erik Lind")}
    issue = Issue.of("ban cars")
    positions = tuple(
        Position(
            id=f"p{k}", actor=actors[name].id, issue=issue.id, stance=stance, condition=None,
            voice="author", evidence=(Span(0, 5),), statement=None, confidence=0.5, by="test",
        )
        for k, (name, stance) in enumerate(stances)
    )  # fmt: skip
    return Record(FORMAT, text, tuple(actors.values()), (), (issue,), positions)


def test_the_actors_own_position_decides() -> None:
    two = record(("Amara Okafor", "supports"), ("Erik Lind", "opposes"))
    assert answer(two, "Okafor") == "support"
    assert answer(two, "Lind") == "oppose"


def test_another_position_decides_where_the_actor_has_none() -> None:
    assert answer(record(("Erik Lind", "sceptical")), "Somebody Else") == "oppose"


def test_nothing_decides_where_there_is_no_position() -> None:
    assert answer(record(), "Lind") is None
