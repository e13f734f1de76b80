"""Issues across documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from ledger_work import Lines, dump, fake_judge, lines_text
from onrecord.model import Issue
from onrecord.review.judge import judge, undo
from onrecord.store import tables as t
from onrecord.store.gather import gather, kept_links
from onrecord.store.ledger import Ledger

LABELS = [
    ["build a bridge", "raise taxes on tea"],
    ["build the bridge", "lift sanctions on Iran"],
    ["extend sanctions on Iran", "Build a Bridge"],
    ["build bridges", "keep the ferries", "scrap the ferries"],
]


def add(ledger: Ledger, *texts: list[str]) -> None:
    for labels in texts:
        lines = "".join(f"Aino Lahti|open|{label}|we will see\n" for label in labels)
        ledger.add(Lines().read(lines_text(lines)))


def now(ledger: Ledger) -> dict[str, str]:
    """Label → the label that it counts as."""
    other = t.issue.alias()
    query = sa.select(t.issue.c.label, other.c.label.label("as")).join(
        other, other.c.id == t.issue.c.now
    )
    with ledger.transaction() as db:
        return {row[0]: row[1] for row in db.execute(query)}


def test_labels_of_one_act_count_as_the_first_of_them(ledger: Ledger) -> None:
    add(ledger, *LABELS)
    assert gather(ledger, fake_judge) == 9 - 1  # one differs in case alone
    found = now(ledger)
    assert found["build the bridge"] == found["build bridges"] == "build a bridge"
    assert found["raise taxes on tea"] == "raise taxes on tea"
    assert gather(ledger, fake_judge) == 0


def test_acts_that_undo_one_another_are_linked_both_ways(ledger: Ledger) -> None:
    add(ledger, *LABELS)
    gather(ledger, fake_judge)
    pair = {Issue.of("lift sanctions on Iran").id, Issue.of("extend sanctions on Iran").id}
    with ledger.transaction() as db:
        rows = {(row.issue, row.other) for row in db.execute(sa.select(t.opposite))}
    assert {r for r in rows if set(r) == pair} == {tuple(sorted(pair)), tuple(sorted(pair))[::-1]}


def test_nothing_is_made_to_judge_where_nothing_is_new(ledger: Ledger) -> None:
    def never() -> None:
        raise AssertionError("made for nothing")

    assert gather(ledger, never) == 0  # type: ignore[arg-type]


def test_gathering_in_steps_equals_gathering_at_once(new_ledger: Callable[[], Ledger]) -> None:
    at_once, in_steps = new_ledger(), new_ledger()
    add(at_once, *LABELS)
    gather(at_once, fake_judge)
    for labels in LABELS:
        add(in_steps, labels)
        gather(in_steps, fake_judge)
    assert dump(at_once) == dump(in_steps)
    with at_once.transaction() as db, in_steps.transaction() as other:
        assert list(kept_links(db)) == list(kept_links(other))


@pytest.mark.parametrize("again", [False, True])
def test_people_merge_and_split_issues_and_undo_it(ledger: Ledger, again: bool) -> None:
    add(ledger, *LABELS)
    gather(ledger, fake_judge)
    before = now(ledger)
    bridge, ferries = Issue.of("build a bridge").id, Issue.of("keep the ferries").id
    judge(ledger, "issue", ferries, "merge", {"into": bridge}, coder="ann")
    assert now(ledger)["keep the ferries"] == "build a bridge"
    if again:  # what is gathered later does not undo it
        add(ledger, ["build that bridge"])
        gather(ledger, fake_judge)
        assert now(ledger)["keep the ferries"] == "build a bridge"
    undo(ledger, "ann")
    split = {"labels": [Issue.of("build the bridge").id]}
    judge(ledger, "issue", bridge, "split", split, coder="ann")
    found = now(ledger)
    assert found["build the bridge"] == "build the bridge"
    assert found["build bridges"] == "build a bridge"
    undo(ledger, "ann")
    assert {k: v for k, v in now(ledger).items() if k in before} == before


def test_an_opposite_that_a_person_took_away_stays_away(ledger: Ledger) -> None:
    """What is gathered later does not bring back what a judgement says is no reverse."""
    add(ledger, *LABELS)
    gather(ledger, fake_judge)
    one, other = (Issue.of(f"{verb} sanctions on Iran").id for verb in ("lift", "extend"))
    judge(ledger, "issue", one, "edit", {"opposite": None}, coder="ada")

    def pairs() -> set[tuple[str, str]]:
        with ledger.transaction() as db:
            return {(row.issue, row.other) for row in db.execute(sa.select(t.opposite))}

    assert (one, other) not in pairs()
    add(ledger, ["prolong sanctions on Iran", "lift the sanctions on Iran"])
    gather(ledger, fake_judge)
    assert (one, other) not in pairs()
    undo(ledger, "ada")
    assert (one, other) in pairs()
