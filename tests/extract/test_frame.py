"""The frame that steps live in: reading copy, pieces, pipeline, draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, PipelineError
from onrecord.extract.draft import Draft, Mentions
from onrecord.extract.parse import pieces, reading_copy, respaced
from onrecord.extract.pipeline import Pipeline, Step
from onrecord.extract.reader import as_text
from onrecord.extract.steps import default_pipeline
from onrecord.model import Actor, Mention, Span


def keep(draft: Draft) -> Draft:
    return draft


@given(st.text())
def test_the_reading_copy_is_as_long_as_the_text(text: str) -> None:
    assert len(reading_copy(text)) == len(text)


@pytest.mark.parametrize(
    ("given_text", "mended"),
    [
        ("Lind,-who said-the port, left.-Next", "Lind, who said the port, left. Next"),
        ("Lind- said: ferries-that sank", "Lind  said: ferries that sank"),
        ("a state-of-the-art, off-the-shelf port", "a state-of-the-art, off-the-shelf port"),
        ("pre- and post-war ferries", "pre- and post-war ferries"),
        ('"No,"?Lind said, "it didn"t."', '"No," Lind said, "it didn\'t."'),
    ],
)
def test_spaces_that_a_feed_lost_are_back_and_compounds_stay(given_text: str, mended: str) -> None:
    assert respaced(given_text) == mended


@given(st.text(alphabet="ab. \n“”'\"", max_size=200), st.integers(2, 30))
def test_the_pieces_of_a_text_join_to_the_text(text: str, size: int) -> None:
    cut = list(pieces(text, size))
    assert "".join(cut) == text
    assert all(len(c) <= size for c in cut)


def test_a_pipeline_whose_steps_do_not_fit_is_refused_when_built() -> None:
    late = Step("statements/x", ("quotes",), ("statements",), keep)
    with pytest.raises(PipelineError, match="needs quotes, which no earlier step makes"):
        Pipeline((late,))


def test_a_step_that_speaks_of_an_unknown_layer_is_refused() -> None:
    with pytest.raises(PipelineError, match="speaks of quotations"):
        Pipeline((Step("q/1", (), ("quotations",), keep),))


def test_a_step_can_be_swapped_for_another() -> None:
    other = Step("times/mine", (), ("times",), keep)
    names = [s.name for s in default_pipeline().swap("times", other).steps]
    assert "times/mine" in names
    assert len(names) == len(default_pipeline().steps)


def test_swapping_a_step_that_is_not_there_says_which_are() -> None:
    with pytest.raises(PipelineError, match="quotes, times, actors"):
        default_pipeline().swap("nothing", Step("n/1", (), (), keep))


def test_mentions_are_found_by_the_characters_they_share() -> None:
    a = Actor.of("Ann Lind", "person", mentions=(Mention(Span(0, 8)), Mention(Span(20, 23))))
    b = Actor.of("Oslo", "country", mentions=(Mention(Span(10, 14)),))
    index = Mentions((a, b))
    assert [x.name for _, x in index.within(Span(7, 11))] == ["Ann Lind", "Oslo"]
    assert index.within(Span(14, 20)) == []


@pytest.mark.parametrize("text", ["", " \n", "…!"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(EmptyInput):
        as_text(text)


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        as_text("Words.", "2024-13-01")
