"""Labels gathered across documents: deterministic, never moved, opposites linked."""

from __future__ import annotations

import random

import numpy as np
import pytest
from fake import FakeEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.issues import IssueIndex, Judge, reverse
from onrecord.issues.clusters import APART, FOUNDER, PINNED
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


def test_stored_vectors_spare_the_encoder_when_an_index_is_restored(judge: Judge) -> None:
    index = IssueIndex(judge)
    links = index.add(LABELS)
    stored = {x.issue: index.vector(x.issue) for x in links if x.relation == FOUNDER}
    encoder = FakeEncoder()
    again = IssueIndex.restored(Judge(encoder), links, stored)
    assert encoder.asked == 0
    assert again.links == index.links
    assert all(np.array_equal(again.vector(x), stored[x]) for x in stored)
    assert again.add(["raise the duty on fuel"])[0].issue == index.issue_of("raise the fuel tax")


def test_an_issue_without_a_stored_vector_is_encoded(judge: Judge) -> None:
    index = IssueIndex(judge)
    links = index.add(LABELS)
    encoder = FakeEncoder()
    again = IssueIndex.restored(Judge(encoder), links, {})
    assert encoder.asked
    assert np.array_equal(again.vector(links[0].issue), index.vector(links[0].issue))


def test_a_label_pinned_by_a_person_leaves_its_issue_alone(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(LABELS)
    issue = index.issue_of("widen the canal")
    other = index.issue_of("lift the curfew")
    assert issue
    assert other
    assert [x.relation for x in index.pin("end the curfew", issue)] == [PINNED]
    assert index.issue_of("end the curfew") == issue
    assert index.issue_of("lift the curfew") == other
    assert index.pin("end the curfew", issue) == []


def test_an_issue_keeps_its_id_when_its_founding_label_is_pinned_elsewhere(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(["raise the fuel tax", "increase the fuel tax", "widen the canal"])
    issue, canal = index.issue_of("raise the fuel tax"), index.issue_of("widen the canal")
    assert issue
    assert canal
    founder = next(x.label for x in index.links if x.issue == issue)
    index.pin(founder, canal)
    assert issue in [c.id for c in index.clusters()]
    for label in ("raise the fuel tax", "increase the fuel tax"):
        index.pin(label, canal)
    assert [c.id for c in index.clusters()] == [canal]
    assert index.add([founder.upper()])[0].issue == canal


def test_a_label_kept_apart_by_a_person_is_placed_anew_and_stays_out(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(["increase the fuel tax"])
    issue = index.issue_of("increase the fuel tax")
    assert issue
    index.add(["raise the fuel tax"])
    made = index.apart("raise the fuel tax", issue)
    assert [x.relation for x in made][:2] == [APART, FOUNDER]
    assert index.issue_of("raise the fuel tax") != issue
    index.apart("hike the fuel tax", issue)  # before it was ever read
    index.add(["hike the fuel tax"])
    assert index.issue_of("hike the fuel tax") != issue
    assert index.apart("hike the fuel tax", issue) == []


def test_judgements_are_links_and_survive_a_restore(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(LABELS)
    issue = index.issue_of("fund the orchestra")
    canal = index.issue_of("widen the canal")
    assert issue
    assert canal
    index.pin("raise the fuel tax", issue)
    index.apart("broaden the canal" if canal != Issue.of("broaden the canal").id else "x", canal)
    again = IssueIndex.restored(judge, index.links)
    assert again.links == index.links
    assert list(again.clusters()) == list(index.clusters())
    assert _of(again) == _of(index)


def test_judgements_of_no_issue_or_against_a_founder_are_refused(judge: Judge) -> None:
    index = IssueIndex(judge)
    index.add(["widen the canal"])
    with pytest.raises(RecordError, match="nothing founded"):
        index.pin("widen the canal", "i-none")
    with pytest.raises(RecordError, match="founded the issue"):
        index.apart("widen the canal", Issue.of("widen the canal").id)


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
