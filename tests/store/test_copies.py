"""Copies of one text in many papers, and one utterance in many texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from ledger_work import WORDS, Lines, lines_text
from onrecord.model import Actor, Text
from onrecord.store import tables as t
from onrecord.store.copies import bands, mouth, quoted_words, shingles
from onrecord.store.ledger import Ledger

LONG = " ".join(f"{word} {n}" for n in range(12) for word in WORDS)
QUOTE = "we will build it with or without them"


def add(ledger: Ledger, lines: str, *, day: str | None = "2024-05-20", name: str = "a") -> Text:
    text = lines_text(lines, day=day, name=name)
    ledger.add(Lines().read(text))
    return text


def families(ledger: Ledger) -> list[int]:
    with ledger.transaction() as db:
        return [row.family for row in db.execute(sa.select(t.text).order_by(t.text.c.number))]


def utterances(ledger: Ledger, table: sa.Table = t.statement) -> list[tuple[str, bool]]:
    """Rows in order of arrival: which utterance, and whether it is a repeat."""
    with ledger.transaction() as db:
        found = db.execute(sa.select(table).order_by(table.c.number)).all()
    return [(row.utterance, row.repeat) for row in found]


def test_a_near_copy_is_of_the_family_of_the_first_and_another_text_is_not(ledger: Ledger) -> None:
    add(ledger, LONG)
    add(ledger, LONG + " and a last word of our own")
    add(ledger, " ".join(reversed(LONG.split())))
    one, copy, other = families(ledger)
    assert copy == one != other


def test_short_notices_are_never_copies(ledger: Ledger) -> None:
    add(ledger, "Watch it live here from nine on")
    add(ledger, "Watch it live here from nine on!")
    assert len(set(families(ledger))) == 2


def test_the_same_words_of_the_same_mouth_in_a_copy_are_one_utterance(ledger: Ledger) -> None:
    line = "Aino Lahti|supports|build a bridge|we will build\n"
    add(ledger, line + LONG, day="2024-05-20")
    add(ledger, line + LONG + " (agency)", day="2024-05-21", name="b")
    for table in (t.statement, t.position):
        (one, first), (other, repeat) = utterances(ledger, table)
        assert one == other
        assert (first, repeat) == (False, True)


def test_the_same_few_words_in_texts_that_are_no_copies_are_two(ledger: Ledger) -> None:
    add(ledger, "Aino Lahti|supports|build a bridge|we will build\n")
    add(ledger, "Aino Lahti|supports|build a bridge|we will build\n in another report\n")
    assert [repeat for _, repeat in utterances(ledger)] == [False, False]


@pytest.mark.parametrize(
    ("who", "words", "same"),
    [
        ("Lahti", QUOTE, True),  # by her family name alone
        ("Aino Lahti", QUOTE.upper().replace(" it", " it,"), True),  # case and marks
        ("Erik Dahl", QUOTE, False),
        ("Aino Lahti", QUOTE + " indeed", False),
    ],
)
def test_six_quoted_words_of_one_mouth_are_one_utterance_anywhere(
    ledger: Ledger, who: str, words: str, same: bool
) -> None:
    add(ledger, f"Aino Lahti|supports|build a bridge|{QUOTE}\n")
    add(ledger, f"{who}|supports|build a bridge|{words}\nand more\n")
    (one, _), (other, repeat) = utterances(ledger)
    assert (one == other) == same == repeat


def test_the_earliest_day_is_the_first_whatever_came_first(ledger: Ledger) -> None:
    line = f"Aino Lahti|supports|build a bridge|{QUOTE}\n"
    add(ledger, line, day="2024-05-21")
    add(ledger, line + "more\n", day="2024-05-20")
    add(ledger, line + "yet more\n", day=None)
    assert [repeat for _, repeat in utterances(ledger)] == [True, False, True]
    assert [repeat for _, repeat in utterances(ledger, t.position)] == [True, False, True]


def test_another_row_is_first_when_a_newer_reading_lost_it(ledger: Ledger) -> None:
    line = f"#Aino Lahti|supports|build a bridge|{QUOTE}\n"
    first = add(ledger, line, day="2024-05-19")
    add(ledger, line.replace("#", "") + "more\n", day="2024-05-20")
    assert [repeat for _, repeat in utterances(ledger)] == [False, True]
    newer = Lines(version=2)
    ledger.add(newer.read(first), steps=newer.steps)
    assert [repeat for _, repeat in utterances(ledger)] == [False]


def test_what_is_a_repeat_does_not_depend_on_the_order_of_days(
    new_ledger: Callable[[], Ledger],
) -> None:
    line = f"Aino Lahti|supports|build a bridge|{QUOTE}\n"
    texts = [(line + "x " * n, f"2024-05-{20 + n}") for n in range(4)]
    firsts = []
    for order in (texts, texts[::-1]):
        ledger = new_ledger()
        for lines, day in order:
            add(ledger, lines, day=day)
        with ledger.transaction() as db:
            query = sa.select(t.statement.c.day).where(~t.statement.c.repeat)
            firsts.append([row.day for row in db.execute(query)])
    assert firsts == [["2024-05-20"], ["2024-05-20"]]


def test_quoted_words_are_those_in_marks() -> None:
    words = "he would “never” leave “the sea and its ferries”"
    assert quoted_words(words, whole=False) == ["never", "the", "sea", "and", "its", "ferries"]
    assert len(quoted_words(words, whole=True)) == 9


def test_a_mouth_is_a_family_name_or_a_whole_name() -> None:
    assert mouth(Actor.of("Volodymyr Zelensky", "person")) == mouth(Actor.of("Zelenskyy", "person"))
    assert mouth(Actor.of("Green League", "party")) != mouth(Actor.of("Blue League", "party"))


@given(st.lists(st.sampled_from(WORDS), min_size=40, max_size=80), st.integers(0, 39))
def test_a_text_shares_a_band_with_itself_and_mostly_with_a_copy(words: list[str], at: int) -> None:
    runs = shingles(" ".join(words))
    assert bands(runs) == bands(shingles(" ".join(words).upper()))
    changed = shingles(" ".join(w if n != at else "otherwise" for n, w in enumerate(words)))
    if len(runs & changed) >= 0.9 * len(runs | changed):
        assert set(bands(runs)) & set(bands(changed))
