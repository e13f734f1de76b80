"""What is kept of a large ledger: until a judgement is about it, or it is too old."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.analyse import find_actor, find_issue
from onrecord.review.judge import judge, undo
from onrecord.store import positions
from onrecord.store.ledger import Ledger
from onrecord.web import kept as module
from onrecord.web.kept import kept
from served import BRIDGE, FERRIES, LAHTI, stocked, telling


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield stocked(opened)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the ledger were large and every answer took long to find out."""
    monkeypatch.setattr(module, "SMALL", 0)
    monkeypatch.setattr(module, "QUICK", -1.0)
    monkeypatch.setattr(module, "PATIENCE", 1e9)


def counting() -> Callable[[], int]:
    asked = iter(range(100))
    return lambda: next(asked)


def judged(ledger: Ledger, label: str) -> None:
    """Somebody accepts a position on an issue."""
    with ledger.transaction() as db:
        row = positions.of_issue(db, find_issue(ledger, label))[0]
    judge(ledger, "position", row.id, "accept", coder="me")


def test_an_answer_is_found_out_once(ledger: Ledger) -> None:
    make = counting()
    assert [kept(ledger, "key", make) for _ in range(3)] == [0, 0, 0]
    assert kept(ledger, "other key", make) == 1


def test_what_is_quick_is_found_out_again_after_any_change(ledger: Ledger) -> None:
    make = counting()
    kept(ledger, "key", make)
    ledger.add(telling("2025-03-01", (*LAHTI, "open", "she would see")))
    assert kept(ledger, "key", make) == 1
    judged(ledger, BRIDGE)
    assert kept(ledger, "key", make) == 2


def test_a_small_ledger_shows_nothing_old_however_long_it_took(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUICK", -1.0)
    monkeypatch.setattr(module, "PATIENCE", 1e9)
    make = counting()
    kept(ledger, "key", make)
    judged(ledger, BRIDGE)
    assert kept(ledger, "key", make) == 1


@pytest.mark.usefixtures("slow")
def test_a_judgement_makes_void_what_it_is_about_and_nothing_else(ledger: Ledger) -> None:
    makes = {label: counting() for label in (BRIDGE, FERRIES)}

    def ask(label: str) -> int:
        issue = find_issue(ledger, label)
        return kept(ledger, label, makes[label], about=lambda _: [issue])

    assert (ask(BRIDGE), ask(FERRIES)) == (0, 0)
    judged(ledger, BRIDGE)
    assert (ask(BRIDGE), ask(FERRIES)) == (1, 0)
    undo(ledger, "me")
    assert (ask(BRIDGE), ask(FERRIES)) == (2, 0)


@pytest.mark.usefixtures("slow")
def test_a_position_moved_to_another_issue_makes_both_void(ledger: Ledger) -> None:
    one, other = find_issue(ledger, BRIDGE), find_issue(ledger, FERRIES)
    make, make_other = counting(), counting()
    kept(ledger, one, make, about=lambda _: [one])
    kept(ledger, other, make_other, about=lambda _: [other])
    with ledger.transaction() as db:
        row = positions.of_issue(db, one)[0]
    judge(ledger, "position", row.id, "edit", {"issue": other}, coder="me")
    assert kept(ledger, one, make, about=lambda _: [one]) == 1
    assert kept(ledger, other, make_other, about=lambda _: [other]) == 1


@pytest.mark.usefixtures("slow")
def test_a_merge_makes_everything_void(ledger: Ledger) -> None:
    make = counting()
    kept(ledger, "key", make, about=lambda _: ["anything"])
    ek, dahl = find_actor(ledger, "Karin Ek"), find_actor(ledger, "Erik Dahl")
    judge(ledger, "actor", ek, "merge", {"into": dahl}, coder="me")
    assert kept(ledger, "key", make, about=lambda _: ["anything"]) == 1


@pytest.mark.usefixtures("slow")
def test_who_asks_while_it_is_found_out_anew_is_given_what_was(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT", 0.05)
    issue = find_issue(ledger, BRIDGE)
    assert kept(ledger, "key", lambda: "old", about=lambda _: [issue]) == "old"
    judged(ledger, BRIDGE)
    begun, go_on = threading.Event(), threading.Event()
    found: list[str] = []

    def make() -> str:
        begun.set()
        go_on.wait(10)
        return "new"

    def ask() -> None:
        found.append(kept(ledger, "key", make, about=lambda _: [issue]))

    one = threading.Thread(target=ask)
    one.start()
    begun.wait(10)
    assert kept(ledger, "key", make, about=lambda _: [issue]) == "old"
    go_on.set()
    one.join(10)
    assert found == ["new"]
    assert kept(ledger, "key", make, about=lambda _: [issue]) == "new"
