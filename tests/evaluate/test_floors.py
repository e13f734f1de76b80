"""Floors rise and never fall by themselves."""

from __future__ import annotations

from onrecord.evaluate.figures import Figure
from onrecord.evaluate.floors import fallen, floors, name_of, raised

F1 = Figure("times", "TimeBank", "held", "value F1", 0.8, 10)


def test_a_floor_rises_to_just_below_what_was_measured() -> None:
    assert raised([F1], {name_of(F1): 0.5}) == {name_of(F1): 0.79}


def test_a_floor_never_falls_by_itself() -> None:
    assert raised([F1], {name_of(F1): 0.9}) == {name_of(F1): 0.9}


def test_a_figure_of_errors_gets_no_floor() -> None:
    wrong = Figure("speakers", "news", "own", "wrong name, accuracy", 0.04, 10)
    assert raised([wrong], {}) == {}


def test_a_figure_without_a_floor_cannot_fall() -> None:
    assert fallen([F1], {}) == []


def test_every_floor_kept_is_a_share() -> None:
    assert all(0 <= value <= 1 for value in floors().values())
