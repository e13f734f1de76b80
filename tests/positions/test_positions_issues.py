"""Labels of one act are one issue; labels of different acts stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.positions.issues import Register
from onrecord.model import Span


def numbers(*labels: str) -> list[int]:
    register = Register()
    return [register.add(x, (Span(10 * k, 10 * k + 5),), k) for k, x in enumerate(labels)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("lift sanctions on Norland", "lift sanctions on Norland", True),
        ("lift sanctions on Norland", "Lift sanctions on Norland", True),
        ("lift the sanctions on Norland", "lift sanctions on Norland", True),
        ("ban deep-sea mining in the Arctic", "ban deep-sea mining", True),
        ("lift sanctions on Norland", "extend sanctions on Norland", False),
        ("lift sanctions on Norland", "lift the embargo on Sudland", False),
        ("hold talks", "hold elections", False),
    ],
)
def test_labels_of_one_act_are_one_issue(one: str, other: str, same: bool) -> None:
    first, second = numbers(one, other)
    assert (first == second) is same


def test_an_anaphor_stands_for_the_last_issue_that_has_its_noun() -> None:
    register = Register()
    plan = register.add("accept the plan", (Span(0, 4),), 1)
    register.add("hold talks", (Span(5, 9),), 5)
    assert register.latest(9, "plan", reach=20) == plan


def test_an_anaphor_reaches_no_further_than_told() -> None:
    register = Register()
    register.add("hold talks", (Span(5, 9),), 5)
    assert register.latest(200, "talk", reach=20) is None


@given(st.lists(st.sampled_from(["hold talks", "ban cars", "ban cars in town", "sell coal"])))
def test_every_label_has_an_issue_and_mentions_are_kept_once(labels: list[str]) -> None:
    register = Register()
    for k, label in enumerate(labels):
        register.add(label, (Span(k, k + 1),), k)
    issues = register.issues()
    assert sum(len(i.mentions) for i in issues) == len(labels)
    assert len({i.id for i in issues}) == len(issues)
