"""Quotation marks in every style, paired or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import LONGEST, quotations


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," Ito said. "No."', ["Yes,", "No."]),
        ("“Yes,” Ito said. “No.”", ["Yes,", "No."]),
        ("'Yes,' Ito said. 'No.'", ["Yes,", "No."]),
        ("‘Yes,’ Ito said. ‘No.’", ["Yes,", "No."]),
        ("«Oui», dit Ito. « Non. »", ["Oui", "Non."]),
        ("»Ja«, sagte Ito.", ["Ja"]),
        ("„Ja“, sagte Ito. „Nein.“", ["Ja", "Nein."]),
        ("„Tak”, powiedział Ito.", ["Tak"]),
        ("''Yes,'' Ito said. ''No.''", ["Yes,", "No."]),
        ("``Yes,'' Ito said.", ["Yes,"]),
        ('""Yes,"" Ito said.', ["Yes,"]),
        ('She called it a "mess".', ["mess"]),
        ("The film “Harbour” won.", ["Harbour"]),
    ],
)
def test_each_style_of_marks_is_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' plan isn't the mayor's.",
        "The '90s and ’68 were Ito's years.",
        "Rock 'n' roll and 'em all.",
        "He is 5'10\" tall and she is 6' 2\".",
        'A 12" record',
        "We don’t. They won’t.",
        'It didn"t rain and we couldn"t go.',
        '<img src="a.png" alt="">',
    ],
)
def test_apostrophes_measures_decades_and_markup_are_no_quotation_marks(text: str) -> None:
    assert inner(text) == []


def test_a_quotation_in_a_quotation_lies_within_the_outer_one() -> None:
    text = "“He told me ‘never again’ and left,” Ito said."
    assert inner(text) == ["He told me ‘never again’ and left,", "never again"]
    straight = '"He said "no" to me," Ito said.'
    assert inner(straight) == ['He said "no" to me,', "no"]


def test_a_plurals_apostrophe_closes_nothing_while_a_surer_mark_follows() -> None:
    assert inner("He praised 'the ministers' good plan' today.") == ["the ministers' good plan"]


def test_a_speech_over_paragraphs_goes_on_and_is_closed_once() -> None:
    text = "“We came.\n\n“We saw.\n\n“We left,” Ito said."
    quotes, lone = quotations(text)
    assert [(q.goes_on, q.closed) for q in quotes] == [(True, True), (True, True), (False, True)]
    assert lone == 0


def test_paragraphs_that_were_run_together_still_go_on() -> None:
    quotes, _ = quotations('Ito said: "We came. "We left."')
    assert [q.goes_on for q in quotes] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We win,"?Ito said. "?We lose."', ["We win,", "We lose."]),
        ('It was "?short, "?Ito said', []),
        ('"We win."Ito left. "We lose,"Ana said.', ["We win.", "We lose,"]),
        ('He was clear "?but short "?on this.', []),
    ],
)
def test_marks_with_lost_neighbours_are_read_or_left(text: str, expected: list[str]) -> None:
    found = inner(text)
    assert all(e in found for e in expected)
    assert len(found) <= max(1, len(expected))


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    quotes, _ = quotations('Ito said: "We will go\nThe rest is silent.')
    assert [(q.closed, q.goes_on) for q in quotes] == [(False, False)]
    assert inner('Ito said: "We will go\nThe rest is silent.') == ["We will go"]


def test_a_closing_mark_alone_is_counted_and_gives_nothing() -> None:
    assert quotations('We will go," Ito said.') == ((), 1)


def test_marks_too_far_apart_are_not_paired() -> None:
    text = 'He said "we ' + "go and " * (LONGEST // 6) + 'stay" again.'
    assert all(q.span.end - q.span.start < LONGEST for q in quotations(text)[0])


MARKS = st.text(alphabet="ab S.,?!:-\n\"'“”‘’«»„`\ufffd(1s", max_size=60)


@given(MARKS)
def test_any_text_gives_ordered_quotations_inside_it(text: str) -> None:
    quotes, lone = quotations(text)
    assert lone >= 0
    assert list(quotes) == sorted(quotes, key=lambda q: (q.span.start, -q.span.end))
    for q in quotes:
        assert 0 <= q.span.start < q.inner.start < q.inner.end <= q.span.end <= len(text)
        assert not (q.goes_on and not q.closed)


@given(st.lists(st.sampled_from(["Rain fell", "We go", "It is late"]), min_size=1, max_size=6))
def test_well_formed_marks_are_all_found(words: list[str]) -> None:
    text = " ".join(f"“{w},” she said." for w in words)
    assert inner(text) == [f"{w}," for w in words]


def test_cost_grows_linearly() -> None:
    import time

    def seconds(n: int) -> float:
        text = (
            "“Rain fell, it ‘was’ late,” she said, and the ministers' plan's \"odd. " * n
        ) + "\n"
        start = time.process_time()
        quotations(text)
        return time.process_time() - start

    seconds(200)
    small, large = min(seconds(400) for _ in range(3)), min(seconds(4000) for _ in range(3))
    assert large < 40 * small
