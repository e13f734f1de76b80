"""The times step: what the parse adds to the room, and which time dates a clause."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.parse import parse
from onrecord.extract.times import run, time_of, when_at
from onrecord.model import Text

pytestmark = pytest.mark.model
DAY = date(2024, 5, 22)  # a Wednesday


def draft_of(text: str, published: date | None = DAY) -> Draft:
    return run(Draft(text=Text.of(text, published=published), doc=parse(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys will return to Oslo on Monday.", {"Monday": "2024-05-27"}),
        ("The envoys returned to Oslo on Monday.", {"Monday": "2024-05-20"}),
        (
            "She said on Monday that he would resign on Friday.",
            {"Monday": "2024-05-20", "Friday": "2024-05-24"},
        ),
        ("Talks are scheduled for Monday.", {"Monday": "2024-05-27"}),
        ("The envoys failed to agree on Monday.", {"Monday": "2024-05-20"}),
        ("The envoys plan to meet on Monday.", {"Monday": "2024-05-27"}),
        ("Theresa May spoke in Leeds in May.", {"May": "2024-05"}),
        ("Mrs May spoke. A plan by May was praised. In May she left.", {"May": "2024-05"}),
        ("Thousands may march in Leeds.", {}),
        ("They sent 2000 soldiers to the border in 2010.", {"2010": "2010"}),
        ("She told the Sunday Telegraph that it was over.", {}),
        ("“We met last week,” she said.", {"last week": "2024-W20"}),
    ],
)  # fmt: skip
def test_the_parse_decides_direction_and_what_is_a_time(
    text: str, expected: dict[str, str]
) -> None:
    draft = draft_of(text)
    assert {draft.text.words(t.span): t.value for t in draft.times} == expected


def test_what_is_refused_or_has_no_value_is_counted() -> None:
    draft = draft_of("She told the Sunday Telegraph that two days later it was over.", None)
    assert {d.reason: d.count for d in draft.dropped} == {
        "part of a name": 1,
        "value unknown: nothing to count from": 1,
    }


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rebels attacked the base on Monday.", "attacked", "Monday"),
        ("Rebels attacked the base last week.", "attacked", "last week"),
        ("Last week rebels attacked the base.", "base", "Last week"),
        ("The attack on Monday killed two.", "attack", "Monday"),
        ("On Monday, Kallas said that NATO had met in 2014.", "said", "Monday"),
        ("On Monday, Kallas said that NATO had met in 2014.", "met", "2014"),
        ("Kallas said that NATO had met in 2014.", "said", None),
        ("Rebels attacked the base.", "attacked", None),
        ("Rebels attacked the base for three days.", "attacked", None),
        ("They met on Monday at 3pm in Oslo.", "met", "Monday at 3pm"),
        ("They recently agreed to meet.", "agreed", "recently"),
    ],
)
def test_the_time_of_a_clause(text: str, word: str, expected: str | None) -> None:
    draft = draft_of(text)
    (token,) = [t for t in draft.doc if t.text == word]
    words = {t.id: draft.text.words(t.span) for t in draft.times}
    found = time_of(draft, [token])
    assert (words[found] if found else None) == expected


def test_two_unrelated_times_of_one_clause_give_none() -> None:
    draft = draft_of("They met on Monday and on Thursday.")
    assert time_of(draft, [t for t in draft.doc if t.text == "met"]) is None


def test_a_token_knows_its_time() -> None:
    draft = draft_of("They met last week in Oslo.")
    found = [when_at(draft, t) for t in draft.doc]
    assert [w is not None for w in found] == [False, False, True, True, False, False, False]
