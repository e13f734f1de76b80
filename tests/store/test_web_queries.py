"""What pages ask beside what the terminal asks: the same from SQLite and from PostgreSQL."""

from __future__ import annotations

import pytest

from onrecord.analyse import find_actor, find_issue
from onrecord.analyse.courses import courses
from onrecord.model import kinds
from onrecord.review.judge import judge
from onrecord.store import positions, web_actor, web_issue, web_lists
from onrecord.store.ledger import Ledger
from onrecord.store.web_lists import OutletWeek
from served import BRIDGE, FERRIES, GREENS, LAHTI, stocked, telling


@pytest.fixture
def stock(ledger: Ledger) -> Ledger:
    return stocked(ledger)


def test_a_line_of_an_issue_counts_its_positions_by_stance(stock: Ledger) -> None:
    with stock.transaction() as db:
        lines = {line.label: line for line in web_lists.issue_lines(db)}
    line = lines[BRIDGE]
    by_stance = dict(zip(kinds("stance"), line.stances, strict=True))
    assert by_stance == {"supports": 2, "open": 2, "undecided": 1, "sceptical": 2, "opposes": 3}
    assert (line.positions, line.first, line.last) == (10, "2023-03-01", "2025-01-10")
    assert line.actors == 6
    assert lines[FERRIES].stances == (1, 0, 0, 0, 2)


def test_a_line_of_an_actor_counts_what_it_holds_and_said(stock: Ledger) -> None:
    with stock.transaction() as db:
        lines = {line.name: line for line in web_lists.actor_lines(db)}
    dahl = lines["Erik Dahl"]
    assert (dahl.positions, dahl.issues, dahl.statements) == (4, 2, 4)
    assert (dahl.kind, dahl.country, dahl.last) == ("person", "SE", "2024-11-05")
    assert "Turku" not in lines
    assert "Fishermen" not in lines  # named, but neither holds nor says anything


def test_what_is_merged_is_one_line(stock: Ledger) -> None:
    bridge, ferries = find_issue(stock, BRIDGE), find_issue(stock, FERRIES)
    judge(stock, "issue", ferries, "merge", {"into": bridge}, coder="me")
    with stock.transaction() as db:
        lines = web_lists.issue_lines(db)
        days = web_issue.days_of(db, bridge)
    assert FERRIES not in {line.label for line in lines}
    assert next(line for line in lines if line.id == bridge).positions == 13
    assert sum(day.positions for day in days) == 13


def test_outlets_are_counted_by_week(stock: Ledger) -> None:
    with stock.transaction() as db:
        assert web_lists.outlet_weeks(db, 1) == [OutletWeek("", "2025-01-06", 1)]
        assert sum(row.texts for row in web_lists.outlet_weeks(db, 200)) == 5


def test_an_empty_ledger_has_no_lines(ledger: Ledger) -> None:
    with ledger.transaction() as db:
        assert web_lists.issue_lines(db) == []
        assert web_lists.actor_lines(db) == []
        assert web_lists.outlet_weeks(db, 10) == []
        assert web_lists.version_of(db) == (0, 0)


def test_a_judgement_touches_its_actor_and_its_issue(stock: Ledger) -> None:
    bridge, ferries = find_issue(stock, BRIDGE), find_issue(stock, FERRIES)
    with stock.transaction() as db:
        before = web_lists.version_of(db)
        row = positions.of_issue(db, bridge)[0]
        assert web_lists.touched(db, before.judged) == frozenset()
    judge(stock, "position", row.id, "accept", coder="me")
    with stock.transaction() as db:
        touched = web_lists.touched(db, before.judged)
        assert web_lists.version_of(db) != before
    assert touched is not None
    assert {bridge, row.actor} <= touched
    assert ferries not in touched


def test_places_are_those_of_the_texts_of_the_issue(stock: Ledger) -> None:
    with stock.transaction() as db:
        found, texts = web_issue.places_of(db, find_issue(stock, BRIDGE))
        elsewhere, _ = web_issue.places_of(db, find_issue(stock, FERRIES))
    assert texts == 4
    assert [(w.place.name, w.texts) for w in found][:1] == [("Turku", 2)]
    assert elsewhere == []


def test_what_several_also_speak_of(stock: Ledger) -> None:
    bridge, ferries = find_issue(stock, BRIDGE), find_issue(stock, FERRIES)
    who = [find_actor(stock, name) for name in ("Aino Lahti", "Erik Dahl", "Norway")]
    with stock.transaction() as db:
        assert web_issue.also_on(db, who, bridge, since=None, limit=5) == [ferries]
        assert web_issue.also_on(db, who[2:], bridge, since=None, limit=5) == []
        assert web_issue.also_on(db, who, bridge, since="2025-01-01", limit=5) == []


def test_statements_of_an_actor_are_turned_page_by_page(stock: Ledger) -> None:
    for n in range(7):
        stock.add(telling(f"2025-03-0{n + 1}", (*GREENS, "open", f"point {n} was not settled yet")))
    actor = find_actor(stock, "Green League")
    with stock.transaction() as db:
        every = web_actor.said(db, actor, skip=0, limit=50)
        pages = [web_actor.said(db, actor, skip=skip, limit=3) for skip in (0, 3, 6, 9)]
    assert [row.id for page in pages for row in page] == [row.id for row in every]
    assert len(every) == 9


def test_a_course_has_a_step_a_day_and_the_changes_on_it(stock: Ledger) -> None:
    stock.add(telling("2024-11-06", (*LAHTI, "open", "ferries might stay for some years"),
                      issue=FERRIES))  # fmt: skip
    bridge, ferries = find_issue(stock, BRIDGE), find_issue(stock, FERRIES)
    found, changes = courses(stock, find_actor(stock, "Aino Lahti"), [bridge, ferries])
    assert [step.stance for step in found[bridge].steps] == ["undecided", "supports"]
    assert [step.stance for step in found[ferries].steps] == ["opposes", "open"]
    assert [(c.issue, c.after.stance) for c in changes] == [(ferries, "open"), (bridge, "supports")]
