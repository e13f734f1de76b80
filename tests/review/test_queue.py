"""The queue: what comes next, what does not come again, and what a second coder sees."""

from __future__ import annotations

import pytest

import handmade
from onrecord.errors import JudgementError
from onrecord.review.judge import judge, undo
from onrecord.review.queue import ORDERS, next_tasks, pass_over
from onrecord.store.ledger import Ledger


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with one article."""
    ledger.add(handmade.bridge())
    return ledger


def ids(ledger: Ledger, coder: str = "ada", **asked: object) -> list[str]:
    return [task.row.id for task in next_tasks(ledger, coder, **asked).tasks]  # type: ignore[arg-type]


@pytest.mark.parametrize("order", ORDERS)
def test_every_position_waits_until_it_is_judged(full: Ledger, order: str) -> None:
    """Each order gives every position once; what is judged is gone, what is undone is back."""
    everything = {p.id for p in handmade.bridge().positions}
    assert set(ids(full, order=order)) == everything
    first = ids(full, order=order)[0]
    judge(full, "position", first, "accept", coder="ada")
    assert set(ids(full, order=order)) == everything - {first}
    assert set(ids(full, "bo", order=order)) == everything - {first}
    undo(full, "ada")
    assert set(ids(full, order=order)) == everything


def test_what_is_passed_over_comes_last_and_counts_as_waiting(full: Ledger) -> None:
    """A coder may leave a row for later; the others' queue is untouched."""
    before = ids(full, order="newest")
    pass_over(full, "ada", before[0])
    assert ids(full, order="newest") == [*before[1:], before[0]]
    assert ids(full, "bo", order="newest") == before
    left = next_tasks(full, "ada").left
    assert (left.waiting, left.judged, left.passed) == (len(before), 0, 1)
    judge(full, "position", before[0], "reject", coder="ada")
    left = next_tasks(full, "ada").left
    assert (left.waiting, left.judged, left.passed) == (len(before) - 1, 1, 0)


def test_a_blind_coder_sees_what_was_read_and_not_what_others_made_of_it(full: Ledger) -> None:
    """Blind: rows that another coder rejected or changed come as the machine read them."""
    p, q = handmade.bridge().positions[:2]
    judge(full, "position", p.id, "edit", {"stance": "undecided"}, coder="ada")
    judge(full, "position", q.id, "reject", coder="ada")
    tasks = {task.row.id: task.row for task in next_tasks(full, "bo", blind=True).tasks}
    assert tasks[p.id].stance == p.stance
    assert q.id in tasks
    judge(full, "position", p.id, "accept", coder="bo")
    assert p.id not in ids(full, "bo", blind=True)


def test_a_queue_of_one_issue_has_its_positions_only(full: Ledger) -> None:
    """Asked for an issue, the queue gives that issue's positions."""
    record = handmade.bridge()
    issue = record.positions[0].issue
    assert set(ids(full, issue=issue)) == {p.id for p in record.positions if p.issue == issue}


def test_an_order_that_is_none_is_told(full: Ledger) -> None:
    """A wrong order names the orders there are."""
    with pytest.raises(JudgementError, match="no such order"):
        next_tasks(full, "ada", order="size")
