"""What a judgement would change is told exactly, and nothing of it is kept."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.analyse import board, find_actor, find_issue
from onrecord.errors import JudgementError
from onrecord.review.adjudicate import adjudicate
from onrecord.review.agreement import agreement
from onrecord.review.judge import judge
from onrecord.review.preview import preview
from onrecord.store import judgements, positions
from onrecord.store.ledger import Ledger
from served import BRIDGE, FERRIES, stocked


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    return stocked(ledger)


def stands(ledger: Ledger) -> dict[tuple[str, str], str]:
    return {
        (e.standing.name, label): c.stance
        for label in (BRIDGE, FERRIES)
        for c in board(ledger, find_issue(ledger, label)).columns
        for e in c.entries
    }


def kept(ledger: Ledger) -> int:
    with ledger.transaction() as db:
        return len(judgements.newest(db))


def cases(ledger: Ledger) -> list[tuple[str, str, str, dict[str, Any]]]:
    ek, greens = find_actor(ledger, "Karin Ek"), find_actor(ledger, "Green League")
    with ledger.transaction() as db:
        row = next(r for r in positions.of_actor(db, ek))
    return [
        ("actor", greens, "merge", {"into": ek}),
        ("position", row.id, "edit", {"stance": "supports"}),
        ("position", row.id, "edit", {"actor": greens}),
        ("position", row.id, "reject", {}),
        ("issue", find_issue(ledger, FERRIES), "edit", {"opposite": find_issue(ledger, BRIDGE)}),
    ]


@pytest.mark.parametrize("case", range(5))
def test_the_preview_is_what_then_happens(full: Ledger, case: int) -> None:
    """Every standing that comes, goes or turns is in it, and no other."""
    layer, mark, verb, value = cases(full)[case]
    before = stands(full)
    told = preview(full, layer, mark, verb, value, coder="ada")
    assert stands(full) == before
    assert kept(full) == 0
    judge(full, layer, mark, verb, value, coder="ada")
    after = stands(full)
    changed = {k for k in {*before, *after} if before.get(k) != after.get(k)}
    assert changed == {(m.name, m.label) for m in told.moved if m.label in (BRIDGE, FERRIES)}
    assert told.standings == len(told.moved)
    for m in told.moved:
        assert (m.before, m.after) == (before.get((m.name, m.label)), after.get((m.name, m.label)))


def test_merging_issues_tells_how_many_positions_change_hands(full: Ledger) -> None:
    ferries, bridge = find_issue(full, FERRIES), find_issue(full, BRIDGE)
    told = preview(full, "issue", ferries, "merge", {"into": bridge}, coder="ada")
    assert told.positions == 3
    assert {m.issue for m in told.moved} == {ferries, bridge}


@pytest.mark.parametrize(
    ("mark", "verb", "value"),
    [("anobody", "merge", {"into": "aother"}), ("", "merge", {}), ("anobody", "split", {})],
)
def test_what_cannot_be_done_has_no_preview(
    full: Ledger, mark: str, verb: str, value: dict[str, Any]
) -> None:
    with pytest.raises(JudgementError):
        preview(full, "actor", mark, verb, value, coder="ada")


def first_text(ledger: Ledger) -> list[str]:
    with ledger.transaction() as db:
        rows = positions.of_issue(db, find_issue(ledger, BRIDGE))
        text = next(r.text for r in rows if r.day == "2024-05-22")
        return [r.id for r in positions.of_text(db, text)]


@pytest.mark.parametrize("right", ["ada", "bo"])
def test_whoever_is_right_on_a_difference_is_what_holds(full: Ledger, right: str) -> None:
    """A stance, a rejection: what the right one said holds, by the name of who settled it."""
    first, second, *rest = first_text(full)
    with full.transaction() as db:
        was = {r.id: r.stance for r in positions.by_ids(db, [first, second])}
    for mark in (first, second, *rest):
        judge(full, "position", mark, "accept", coder="ada")
    judge(full, "position", first, "edit", {"stance": "undecided"}, coder="bo")
    judge(full, "position", second, "reject", coder="bo")
    for mark in rest:
        judge(full, "position", mark, "accept", coder="bo")
    found = agreement(full, "ada", "bo").differences
    assert {d.fields for d in found} == {("stance",), ("kept",)}
    for d in found:
        one, other = (d.first, d.second) if right == "ada" else (d.second, d.first)
        adjudicate(full, right, mark=one and one.mark, other=other and other.mark, coder="cy")
    with full.transaction() as db:
        held = {r.id: r for r in positions.by_ids(db, [first, second])}
    assert held[first].stance == (was[first] if right == "ada" else "undecided")
    assert (held[second].state == "rejected") == (right == "bo")
    assert agreement(full, "ada", "bo").differences == found  # the two have not changed


def test_a_row_that_one_coder_added_can_be_settled_both_ways(full: Ledger) -> None:
    marks = first_text(full)
    for coder in ("ada", "bo"):
        for mark in marks:
            judge(full, "position", mark, "accept", coder=coder)
    with full.transaction() as db:
        row = positions.by_ids(db, marks[:1])[0]
    value = {
        "text": row.text, "actor": row.actor, "issue": {"label": "sail on"}, "stance": "open",
        "evidence": [[0, 7]],
    }  # fmt: skip
    added = judge(full, "position", "", "add", value, coder="ada")
    (d,) = agreement(full, "ada", "bo").differences
    assert (d.first.mark if d.first else None, d.second) == (added.mark, None)
    adjudicate(full, "bo", mark=None, other=added.mark, coder="cy")
    with full.transaction() as db:
        assert positions.by_ids(db, [added.mark])[0].state == "rejected"
    adjudicate(full, "ada", mark=added.mark, other=None, coder="cy")
    with full.transaction() as db:
        assert positions.by_ids(db, [added.mark])[0].state != "rejected"
