"""Labels gathered across documents: deterministic, never moved, opposites linked."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.issues import IssueIndex, Judge, reverse
from onrecord.model import Issue, kinds

LABELS = [
    "lift the curfew",
    "end the curfew",
    "extend the curfew",
    "raise the fuel tax",
    "increase the fuel tax",
    "cut the fuel tax",
    "widen the canal",
    "broaden the canal",
    "fund the orchestra",
    "stop funding the orchestra",
    "deploy soldiers in Ukraine",
    "deployment of troops in Ukraine",
    "end subsidies by 2030",
    "end subsidies by 2050",
    "end subsidies",
]


def _of(index: IssueIndex) -> dict[str, str | None]:
    return {x: index.issue_of(x) for x in LABELS}


def test_one_act_is_one_issue_and_opposites_are_linked_both_ways(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(LABELS)
    by_label = {x: c for c in index.clusters() for x in c.labels}
    assert by_label["raise the fuel tax"] is by_label["increase the fuel tax"]
    assert by_label["deploy soldiers in Ukraine"] is by_label["deployment of troops in Ukraine"]
    up, down = by_label["raise the fuel tax"], by_label["cut the fuel tax"]
    assert up.opposites == (down.id,)
    assert down.opposites == (up.id,)


def test_the_id_of_an_issue_is_that_of_its_founding_label(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(LABELS)
    assert all(c.id == Issue.of(c.label).id for c in index.clusters())


def test_labels_of_other_years_never_share_an_issue_through_a_third(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(["end subsidies"])
    index.add(["end subsidies by 2030", "end subsidies by 2050"])
    assert index.issue_of("end subsidies by 2030") != index.issue_of("end subsidies by 2050")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_the_order_within_a_batch_changes_nothing(judge: Judge, seed: int) -> None:
    shuffled = random.Random(seed).sample(LABELS, len(LABELS))
    one, other = IssueIndex(judge), IssueIndex(judge)
    one.add(LABELS)
    other.add(shuffled)
    assert one.links == other.links


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, len(LABELS) - 1), st.integers(0, 10_000))
def test_later_labels_never_move_earlier_ones(judge: Judge, cut: int, seed: int) -> None:
    shuffled = random.Random(seed).sample(LABELS, len(LABELS))
    index = IssueIndex(judge)
    index.add(shuffled[:cut])
    before = {x: index.issue_of(x) for x in shuffled[:cut]}
    links = index.links
    index.add(shuffled[cut:])
    assert {x: index.issue_of(x) for x in shuffled[:cut]} == before
    assert index.links[: len(links)] == links


def test_a_label_known_already_makes_no_link(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(LABELS)
    assert index.add(LABELS) == []


def test_labels_that_differ_in_case_alone_are_one_issue(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(["Lift the curfew", "lift the curfew"])
    assert len(list(index.clusters())) == 1


def test_links_alone_restore_the_index(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(LABELS[:8])
    again = IssueIndex.restored(judge, index.links)
    assert list(again.clusters()) == list(index.clusters())
    assert again.add(LABELS) == index.add(LABELS)
    assert _of(again) == _of(index)


def test_links_out_of_order_are_refused(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(LABELS)
    with pytest.raises(RecordError, match="nothing founded"):
        IssueIndex.restored(judge, reversed(index.links))


def test_every_link_has_a_score_and_a_reason(judge: Judge) -> None:
    index = IssueIndex(judge)
    assert all(0 <= x.score <= 1 and x.reason for x in index.add(LABELS))


def test_reversing_a_stance_twice_gives_it_back_and_changes_its_side() -> None:
    stances = kinds("stance")
    turned = {"+": "-", "-": "+", "0": "0"}
    for name, kind in stances.items():
        assert reverse(reverse(name)) == name
        assert stances[reverse(name)].side == turned[kind.side or ""]
