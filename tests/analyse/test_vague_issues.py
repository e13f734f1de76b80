"""Labels that say too little: kept, shown where asked for, and never taken for one act."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.analyse import board, changes_since, issues_by_activity
from onrecord.model import FORMAT, Actor, Issue, Mention, Position, Record, Span, Text
from onrecord.review.judge import judge, undo
from onrecord.store.ledger import Ledger

VAGUE, CLEAR = "pass the bill", "pass the Fisheries Act"


def article(day: str, stance: str, label: str) -> Record:
    """One article in which one actor takes one stance."""
    words = f"Amara Okafor {stance} it on {day}."
    text = Text.of(words, published=date.fromisoformat(day))
    who = Actor.of("Amara Okafor", "person", mentions=(Mention(Span(0, 12)),))
    what = Issue.of(label, ((Span(0, 12),),))
    where = (Span(13, 13 + len(stance)),)
    held = Position(
        Position.id_of(text.id, who.id, what.id, stance, where),
        *(who.id, what.id, stance, None, "direct", where, None, 0.8, "by-hand-1"),
    )
    return Record(FORMAT, text, actors=(who,), issues=(what,), positions=(held,))


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """Twice the vague label with opposite stances, once the clear one."""
    ledger.add(article("2024-03-01", "opposes", VAGUE))
    ledger.add(article("2024-03-20", "supports", VAGUE))
    ledger.add(article("2024-03-21", "supports", CLEAR))
    return ledger


def test_a_vague_issue_is_listed_only_where_asked_for(full: Ledger) -> None:
    """“Pass the bill” is on record, and no issue of its own."""
    assert [i.label for i in issues_by_activity(full)] == [CLEAR]
    assert [i.label for i in issues_by_activity(full, vague=True)] == [VAGUE, CLEAR]


def test_nobody_moves_on_a_vague_issue(full: Ledger) -> None:
    """To oppose a bill in one text and support a bill in another is no change of mind."""
    assert changes_since(full, "2024-01-01") == []


def test_a_person_may_say_which_act_is_meant(full: Ledger) -> None:
    """Merged into a clear issue, its rows count there, and the change is seen."""
    vague, clear = Issue.of(VAGUE).id, Issue.of(CLEAR).id
    judge(full, "issue", vague, "merge", {"into": clear}, coder="ada")
    assert [c.kind for c in changes_since(full, "2024-01-01")] == ["reversed"]
    assert board(full, clear).rows == 3
    undo(full, "ada")
    judge(full, "issue", vague, "edit", {"label": "pass the Harbour Bill of 2024"}, coder="ada")
    assert len(issues_by_activity(full)) == 2
