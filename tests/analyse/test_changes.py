"""Changes, case by case: which pairs of rows are one, and of which kind."""

from __future__ import annotations

import pytest
from handmade_rows import row
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse import changes, kind_of
from onrecord.analyse.changes import levels
from onrecord.issues import reverse
from onrecord.model import PositionRow

D1, D2, D3 = "2024-03-01", "2024-03-08", "2024-03-15"
STANCES = tuple(levels())


@pytest.mark.parametrize(
    ("before", "after", "kind", "steps"),
    [
        ("opposes", "sceptical", "softened", 1),
        ("opposes", "undecided", "softened", 2),
        ("supports", "open", "softened", -1),
        ("undecided", "opposes", "hardened", -2),
        ("undecided", "open", "hardened", 1),
        ("open", "supports", "hardened", 1),
        ("opposes", "supports", "reversed", 4),
        ("open", "sceptical", "reversed", -2),
    ],
)
def test_kinds_and_steps(before: str, after: str, kind: str, steps: int) -> None:
    (found,) = changes([row(before, D1), row(after, D2)])
    assert (found.kind, found.steps) == (kind, steps)
    assert (found.before.stance, found.after.stance) == (before, after)


@pytest.mark.parametrize(
    ("had", "has", "kind"),
    [
        (None, "if Oslo pays", "condition added"),
        ("if Oslo pays", None, "condition dropped"),
    ],
)
def test_conditions_come_and_go(had: str | None, has: str | None, kind: str) -> None:
    (found,) = changes([row("open", D1, condition=had), row("open", D2, condition=has)])
    assert (found.kind, found.steps) == (kind, 0)


NONE = {
    "the same stance": [row("open", D1), row("open", D2)],
    "the same stance on another condition": [
        row("open", D1, condition="if Oslo pays"),
        row("open", D2, condition="if Bergen pays"),
    ],
    "two stances on one day": [row("open", D1), row("opposes", D1, confidence=0.1)],
    "others told otherwise before the actor spoke": [row("opposes", D1, "other"), row("open", D2)],
    "others tell otherwise afterwards": [row("open", D1), row("opposes", D2, "other")],
    "no day says what came first": [row("open", None), row("opposes", D1)],
    "two actors": [row("open", D1), row("opposes", D2, actor="a2")],
    "two issues": [row("open", D1), row("opposes", D2, issue="i2")],
}


@pytest.mark.parametrize("rows", NONE.values(), ids=NONE.keys())
def test_no_change(rows: list[PositionRow]) -> None:
    assert changes(rows) == []


def test_accounts_of_others_move_nobody() -> None:
    """That two accounts of others differ is no change, nor that the actor then says a third."""
    rows = [row("open", D1, "other"), row("opposes", D2, "other"), row("supports", D3)]
    assert changes(rows) == []


def test_newest_first_and_of_one_day_the_longest_way() -> None:
    rows = [
        row("open", D1),
        row("supports", D2),
        row("open", D3),
        row("opposes", D2, actor="a2"),
        row("supports", D3, actor="a2"),
    ]
    assert [(c.after.day, c.steps) for c in changes(rows)] == [(D3, 4), (D3, -1), (D2, 1)]


def test_since_a_day_the_row_before_it_still_counts() -> None:
    rows = [row("open", D1), row("supports", D2), row("open", D3)]
    assert [c.after.day for c in changes(rows, since=D3)] == [D3]


@given(st.sampled_from(STANCES), st.sampled_from(STANCES))
def test_a_change_has_the_same_kind_on_the_opposite_issue(before: str, after: str) -> None:
    assert kind_of(before, after) == kind_of(reverse(before), reverse(after))
