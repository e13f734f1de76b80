"""Full text over what was said: the same found on SQLite and PostgreSQL."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handmade_ledger import Says, article
from onrecord.errors import LedgerError
from onrecord.model import Actor
from onrecord.review.judge import judge
from onrecord.store import search, statements
from onrecord.store.ledger import Ledger
from onrecord.store.search import Narrow, marked, parse

ARTICLES = (
    article("2024-03-01", Says("Aino Lahti", "the ferries cannot carry our ports and mills")),
    article("2024-03-08", Says("Erik Dahl", "a price cap on ferry tickets would sink us")),
    article(
        "2024-03-15",
        Says("Aino Lahti", "the cap on prices is a ferryman's dream, e-mail or not"),
        publisher="The Gazette",
    ),
)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for record in ARTICLES:
        ledger.add(record)
    return ledger


def days(ledger: Ledger, words: str, narrow: Narrow = search.ALL, *, ranked: bool = False) -> list:  # type: ignore[type-arg]
    with ledger.transaction() as db:
        found = search.said(db, parse(words), narrow, ranked=ranked)
    return [row.day[-2:] for row in found if row.day]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ferries", ["08", "01"]),  # in any form, the newest first
        ("FERRY", ["08", "01"]),
        ("price cap", ["15", "08"]),  # all words, in any order
        ('"price cap"', ["08"]),  # a phrase as it stands
        ("“price cap”", ["08"]),
        ("«price cap»", ["08"]),
        ("cap -ticket", ["15"]),
        ("the ferries of the", ["08", "01"]),  # words that carry no meaning are left out
        ('"cannot carry our ports"', ["01"]),
        ("e-mail", ["15"]),
        ("mills -", ["01"]),
        ("tunnel", []),
    ],
)
def test_what_is_found(filled: Ledger, words: str, expected: list[str]) -> None:
    assert days(filled, words) == expected
    assert sorted(days(filled, words, ranked=True)) == sorted(expected)


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        (Narrow(speaker=Actor.of("Aino Lahti", "person").id), ["15"]),
        (Narrow(publisher="The Gazette"), ["15"]),
        (Narrow(since="2024-03-10"), ["15"]),
        (Narrow(until="2024-03-10"), ["08"]),
        (Narrow(kind="direct"), []),
        (Narrow(state="machine"), ["15", "08"]),
        (Narrow(state="rejected"), []),
    ],
)
def test_what_is_found_can_be_narrowed(filled: Ledger, narrow: Narrow, expected: list[str]) -> None:
    assert days(filled, "cap", narrow) == expected
    assert sorted(days(filled, "cap", narrow, ranked=True)) == sorted(expected)


def test_what_a_person_rejected_is_found_only_where_it_is_asked_for(filled: Ledger) -> None:
    with filled.transaction() as db:
        (row,) = search.said(db, parse("mills"))
    judge(filled, "statement", row.id, "reject", coder="ann")
    assert days(filled, "mills") == []
    assert days(filled, "mills", Narrow(state="rejected")) == ["01"]


@pytest.mark.parametrize(
    "words",
    ['"', '"price', "price)", "NEAR(a b)", "price OR", "AND NOT price", "words: price", "price*",
     "^price", "'; DROP TABLE statement; --", "a\\b price", "price & !", "%", "price <-> cap"],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_the_search(filled: Ledger, words: str) -> None:
    with suppress(LedgerError):  # there may be nothing to search for
        days(filled, words)
    assert days(filled, "mills") == ["01"]


@given(st.text(max_size=40))
def test_any_words_make_a_query_or_are_told_to_be_none(words: str) -> None:
    try:
        query = parse(words)
    except LedgerError:
        return
    assert query.phrases
    assert all(word.isalnum() or "_" in word or word for word in query.words)


@pytest.mark.parametrize("words", ["", "the of", "-price", '""', "…"])
def test_words_that_ask_for_nothing_are_told(words: str) -> None:
    with pytest.raises(LedgerError, match="nothing to search for"):
        parse(words)


@given(st.text(max_size=60), st.text(min_size=1, max_size=8))
def test_marks_lie_in_the_words(text: str, word: str) -> None:
    try:
        query = parse(word)
    except LedgerError:
        return
    ends = [0]
    for start, end in marked(text, query):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


def test_marks_stand_on_forms_of_the_words() -> None:
    text = "The sanctioned bank, sanctions aside, sang."
    assert [text[a:b] for a, b in marked(text, parse("sanction"))] == ["sanctioned", "sanctions"]


def test_the_newest_are_found_among_many_as_among_few(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Walking back from the newest day gives what sorting all gives, whatever the order added."""
    for day in (9, 3, 27, 14, 21, 6):
        says = [Says("Aino Lahti", f"ferry {day} {n}") for n in range(3)]
        ledger.add(article(f"2024-03-{day:02}", *says))
    actor = Actor.of("Aino Lahti", "person").id

    def asked() -> list[list[str]]:
        with ledger.transaction() as db:
            by_words = search.said(db, parse("ferry"), limit=5)
            return [ids(by_words), ids(statements.of_actor(db, actor, limit=5))]

    def ids(rows: list) -> list[str]:  # type: ignore[type-arg]
        return [row.id for row in rows]

    sorted_all = asked()
    monkeypatch.setattr("onrecord.store.statements.MANY", 2)
    monkeypatch.setattr("onrecord.store.search.MANY", 2)
    monkeypatch.setattr("onrecord.store.statements.WALKED", (4, 8))
    assert asked() == sorted_all
    assert len(sorted_all[0]) == 5


def test_the_words_left_out_are_those_that_postgresql_leaves_out(ledger: Ledger) -> None:
    import sqlalchemy as sa

    if ledger.dialect != "postgresql":
        pytest.skip("this is about PostgreSQL")
    with ledger.transaction() as db:
        for word in sorted(search._empty_words()):
            query = sa.select(sa.func.to_tsvector(sa.literal_column("'english'"), word))
            assert db.execute(query).scalar() == "", word
