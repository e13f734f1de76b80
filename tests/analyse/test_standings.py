"""The rule of standings, case by case: rows in, what it says out."""

from __future__ import annotations

import random

import pytest
from handmade_rows import row
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse import standing, standings
from onrecord.model import PositionRow

D1, D2, D3 = "2024-03-01", "2024-03-08", "2024-03-15"

CASES = {
    "the later day goes before the earlier": (
        [row("opposes", D1), row("supports", D2)],
        "supports",
    ),
    "own words go before a later account of others": (
        [row("supports", D1), row("opposes", D3, "other"), row("opposes", D3, "other")],
        "supports",
    ),
    "a spokesperson's words are own words": (
        [row("open", D1, "spokesperson"), row("opposes", D3, "other")],
        "open",
    ),
    "a vote that the report tells goes before earlier words": (
        [row("open", D1), row("supports", D3, "author")],
        "supports",
    ),
    "of one day, the actor's words go before what the report tells": (
        [row("open", D1, "indirect", confidence=0.5), row("supports", D1, "author")],
        "open",
    ),
    "of one day, words quoted go before words reported": (
        [row("open", D1, "direct", confidence=0.5), row("opposes", D1, "indirect")],
        "open",
    ),
    "accounts of others decide where there is nothing else": (
        [row("supports", D1, "other"), row("sceptical", D2, "other")],
        "sceptical",
    ),
    "of one day, what the actor said goes before what a spokesperson said": (
        [row("open", D1, "spokesperson", confidence=0.99), row("opposes", D1, confidence=0.5)],
        "opposes",
    ),
    "a spokesperson of a later day goes before the actor's own earlier words": (
        [row("open", D2, "spokesperson"), row("opposes", D1, "direct")],
        "open",
    ),
    "of one day, what a person has checked goes before what only a machine read": (
        [row("open", D1, state="accepted", confidence=0.5), row("opposes", D1, confidence=0.9)],
        "open",
    ),
    "of one day, the higher confidence decides": (
        [row("open", D1, confidence=0.5), row("opposes", D1, confidence=0.9)],
        "opposes",
    ),
    "of equals, the lower id decides": (
        [row("open", D1, id="p2"), row("opposes", D1, id="p1")],
        "opposes",
    ),
    "what a person rejected does not count": (
        [row("open", D1), row("opposes", D2, state="rejected")],
        "open",
    ),
    "a row without a day is older than all others": (
        [row("open", None), row("opposes", D1)],
        "opposes",
    ),
    "a row without a day decides where it is alone": ([row("open", None)], "open"),
}


@pytest.mark.parametrize(("rows", "stance"), CASES.values(), ids=CASES.keys())
def test_the_row_that_decides(rows: list[PositionRow], stance: str) -> None:
    found = standing(rows)
    assert found is not None
    assert found.stance == found.chosen.stance == stance


def test_nothing_counts_nothing_stands() -> None:
    assert standing([]) is None
    assert standing([row("open", D1, state="rejected")]) is None
    assert standing([row("open", D2)], as_of=D1) is None


SINCE = {
    "the first day of an unbroken run": (
        [row("opposes", "2024-01-01"), row("open", D1), row("open", D2), row("open", D3)],
        D1,
    ),
    "a break starts it anew": ([row("open", D1), row("opposes", D2), row("open", D3)], D3),
    "what others told neither breaks nor lengthens a run of own words": (
        [row("open", D1, "other"), row("open", D2), row("opposes", D2, "other"), row("open", D3)],
        D2,
    ),
    "of one day only the row that decides can break it": (
        [row("open", D1), row("open", D2), row("opposes", D2, confidence=0.1), row("open", D3)],
        D1,
    ),
    "not known where the run begins without a day": ([row("open", None), row("open", D1)], None),
}


@pytest.mark.parametrize(("rows", "since"), SINCE.values(), ids=SINCE.keys())
def test_since_when(rows: list[PositionRow], since: str | None) -> None:
    found = standing(rows)
    assert found is not None
    assert found.since == since


def test_rows_behind_are_all_of_the_kind_that_decides_newest_first() -> None:
    rows = [row("open", D1), row("open", D3), row("open", D2), row("opposes", D3, "other")]
    found = standing(rows)
    assert found is not None
    assert [r.day for r in found.behind] == [D3, D2, D1]
    assert found.behind[0] is found.chosen


def test_later_accounts_that_say_otherwise_are_listed_beside() -> None:
    later = row("opposes", D3, "other")
    rows = [row("open", D2), later, row("opposes", D1, "other"), row("open", D3, "other")]
    found = standing(rows)
    assert found is not None
    assert found.others == (later,)


@pytest.mark.parametrize(
    ("as_of", "stance"), [(D1, "opposes"), (D2, "open"), ("2024-03-10", "open"), (D3, "supports")]
)
def test_as_of_a_day_later_rows_are_out(as_of: str, stance: str) -> None:
    rows = [row("opposes", D1), row("open", D2), row("supports", D3), row("sceptical", None)]
    found = standing(rows, as_of)
    assert found is not None
    assert found.stance == stance


def test_known_by_a_moment_what_the_ledger_got_later_is_out() -> None:
    """The two clocks: said on the first, found out on the fifteenth."""
    rows = [
        row("opposes", D1, known=f"{D1}T08:00:00.000000Z"),
        row("supports", D2, known=f"{D3}T08:00:00.000000Z"),
    ]
    before, after = (standing(rows, D3, f"{day}T23:59:59.999999Z") for day in (D2, D3))
    assert before is not None
    assert after is not None
    assert (before.stance, after.stance) == ("opposes", "supports")


def test_a_standing_for_every_actor_on_every_issue() -> None:
    rows = [row("open"), row("opposes", actor="a2"), row("supports", issue="i2")]
    found = {(s.actor, s.issue): s.stance for s in standings(rows)}
    assert found == {("a1", "i1"): "open", ("a2", "i1"): "opposes", ("a1", "i2"): "supports"}


ROWS = st.lists(
    st.builds(
        lambda n, stance, day, voice, state, confidence: row(
            stance, day, voice, id=f"p{n}", state=state, confidence=confidence
        ),
        st.integers(0, 9999),
        st.sampled_from(["supports", "open", "undecided", "sceptical", "opposes"]),
        st.sampled_from([None, D1, D2, D3]),
        st.sampled_from(["direct", "indirect", "spokesperson", "other", "author"]),
        st.sampled_from(["machine", "accepted", "rejected"]),
        st.sampled_from([0.5, 0.7, 0.9]),
    ),
    max_size=12,
    unique_by=lambda r: r.id,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    rows: list[PositionRow], order: random.Random
) -> None:
    mixed = list(rows)
    order.shuffle(mixed)
    assert standing(rows) == standing(mixed)


@given(ROWS)
def test_the_standing_lies_in_its_rows(rows: list[PositionRow]) -> None:
    """Chosen is behind, nothing rejected is anywhere, since is not after the day chosen."""
    found = standing(rows)
    if found is None:
        assert all(r.state == "rejected" for r in rows)
        return
    assert found.chosen == found.behind[0]
    assert all(r.state != "rejected" for r in found.behind + found.others)
    assert (found.since or "") <= (found.chosen.day or "")
