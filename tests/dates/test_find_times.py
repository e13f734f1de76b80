"""The room's promises: order, extents, hints from outside, and a cost that grows with the words."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dates import Candidate, Tense, find_times, tense_nearby
from onrecord.dates.values import grain
from onrecord.model import Span

DAY = date(2024, 5, 22)
WORDS = (
    *("the", "a", "of", "in", "last", "next", "this", "two", "2014", "2014-15", "May", "March"),
    *("3", "3pm", "24th", "Monday", "evening", "week", "weeks", "years", "ago", "later", "half"),
    *("earlier", "quarter", "first", "second", "early", "end", "every", "day", "-", ",", ".", "'"),
    *("old", "year-ago", "twice", "now", "Easter", "summer", "to", "and", "decades", "7.40pm"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from([" ", "", "\n"]))
@settings(max_examples=150, deadline=None)
def test_marks_lie_in_the_text_in_order_and_never_overlap(words: list[str], glue: str) -> None:
    text = glue.join(words)
    for published in (DAY, None):
        found = find_times(text, published)
        spans = [t.span for t in found]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(t.type in ("DATE", "TIME", "DURATION", "SET") for t in found)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(WORDS))
@settings(max_examples=60, deadline=None)
def test_any_day_of_the_calendar_can_be_counted_from(published: date, word: str) -> None:
    text = f"He left {word} last week, two decades ago, next Monday, three weeks ago; last Easter."
    assert find_times(text, published) is not None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_a_written_date_reads_back_to_itself(day: date) -> None:
    for form in (f"{day:%d %B %Y}", f"{day:%B %d, %Y}", day.isoformat(), f"{day:%d.%m.%Y}"):
        text = f"It happened on {form} in Oslo."
        (found,) = find_times(text, None)
        assert (found.value, text[slice(*found.span)]) == (day.isoformat(), form)


@pytest.mark.parametrize(
    "unit",
    ["7", "the the the ", "last ", "last last week ", "day the ", "2014-", "twenty ", "1:", "May ",
     "a ", "'", "3,", "March 3 ", "Christmas ", "two years ", " ", "\n", "of the end ", "12/"],
)  # fmt: skip
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find_times(text, DAY)
        return time.process_time() - start

    seconds(1_000)
    small, large = seconds(25_000), seconds(200_000)
    assert large < 30 * small + 0.5  # eight times the text; thrice that and some noise allowed


def test_a_line_break_ends_an_expression() -> None:
    assert [t.span for t in find_times("They met in May\n2014 people came", DAY)] == [Span(12, 15)]


def test_a_tense_from_outside_decides_the_direction() -> None:
    text = "Talks on Monday"
    ahead = find_times(text, DAY, tense=lambda span: Tense.FUTURE)
    assert [t.value for t in ahead] == ["2024-05-27"]


def test_a_refused_candidate_is_neither_given_nor_counted_from() -> None:
    seen: list[Candidate] = []

    def accepts(candidate: Candidate) -> bool:
        seen.append(candidate)
        return candidate.kind != "year"

    text = "In 2014 it opened. Two years later it closed."
    assert [t.value for t in find_times(text, DAY, accepts=accepts)] == [None]
    assert [(c.kind, c.doubtful, c.likely) for c in seen] == [
        ("year", True, True),
        ("later", False, True),
    ]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("early 2017", "START"), ("late on, in late May", "END"), ("the middle of May", "MID"),
        ("about two years", "APPROX"), ("more than two years", "MORE_THAN"), ("last week", None),
    ],
)  # fmt: skip
def test_modifiers_are_told(text: str, mod: str | None) -> None:
    assert [t.mod for t in find_times(text, DAY)] == [mod]


@pytest.mark.parametrize(
    ("text", "span", "tense"),
    [
        ("They will meet on Monday.", Span(18, 24), Tense.FUTURE),
        ("They will go. They met on Monday.", Span(26, 32), Tense.PAST),
        ("Talks on Monday", Span(9, 15), None),
    ],
)
def test_tense_nearby_stays_in_the_sentence(text: str, span: Span, tense: Tense | None) -> None:
    assert tense_nearby(text, span) is tense


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2017-03-01TEV", "day"), ("2017-W09-WE", "weekend"), ("PAST_REF", None), ("19", "century")],
)
def test_grain_of_a_value(value: str, expected: str | None) -> None:
    assert grain(value) == expected


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)])
@pytest.mark.parametrize(
    "text",
    ["last Easter", "next Thanksgiving", "99 centuries ago", "nine billion years from now", "May 3",
     "the following week", "next year", "last weekend", "the past decade", "last summer"],
)  # fmt: skip
def test_the_edges_of_the_calendar_raise_nothing(day: date, text: str) -> None:
    assert len(find_times(text, day)) == 1
