"""Positions and statements read back as rows."""

from __future__ import annotations

from handmade import bridge
from handmade_ledger import Says, article
from onrecord.model import Actor, Issue
from onrecord.review.judge import judge
from onrecord.store import positions, statements
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked

BRIDGE = Issue.of("build the bridge").id


def test_rows_of_a_text_say_what_the_record_says(ledger: Ledger) -> None:
    record = bridge()
    ledger.add(record)
    text = record.document
    with ledger.transaction() as db:
        rows = {row.id: row for row in positions.of_text(db, text.id)}
        said = {row.id: row for row in statements.of_text(db, text.id)}
    assert rows.keys() == {p.id for p in record.positions}
    for p in record.positions:
        row = rows[p.id]
        assert (row.stance, row.voice, row.evidence, row.condition, row.statement) == (
            *(p.stance, p.voice, p.evidence, p.condition),
            p.statement,
        )
        assert row.words == text.words(*p.evidence)
        assert (row.actor_name, row.label) == (
            record.actor(p.actor).name,
            record.issue(p.issue).label,
        )
    assert said.keys() == {s.id for s in record.statements}
    for s in record.statements:
        assert said[s.id].speakers == s.speakers
        assert said[s.id].words == text.words(*s.content)


def test_rows_by_id_come_in_the_order_asked(ledger: Ledger) -> None:
    record = bridge()
    ledger.add(record)
    ids = [p.id for p in reversed(record.positions)]
    with ledger.transaction() as db:
        rows = {row.id for row in positions.by_ids(db, [*ids, "p-unknown"])}
        said = statements.by_ids(db, [s.id for s in reversed(record.statements)])
    assert rows == set(ids)
    assert [s.id for s in said] == [s.id for s in reversed(record.statements)]


def test_filters(ledger: Ledger) -> None:
    ledger.add(article("2024-03-01", Says("Aino Lahti", "yes", "supports", voice="direct")))
    ledger.add(article("2024-03-08", Says("Aino Lahti", "no", "opposes"), publisher="Gazette"))

    def stances(asked: Asked) -> list[str]:
        with ledger.transaction() as db:
            on_issue = [row.stance for row in positions.of_issue(db, BRIDGE, asked)]
            actor = Actor.of("Aino Lahti", "person").id
            assert on_issue == [row.stance for row in positions.of_actor(db, actor, asked)]
        return on_issue

    assert stances(Asked()) == ["supports", "opposes"]
    assert stances(Asked(as_of="2024-03-05")) == ["supports"]
    assert stances(Asked(since="2024-03-05")) == ["opposes"]
    assert stances(Asked(publisher="Gazette")) == ["opposes"]
    assert stances(Asked(voice="direct")) == ["supports"]
    assert stances(Asked(state="accepted")) == []


def test_rejected_rows_are_out_unless_asked_for(ledger: Ledger) -> None:
    record = article("2024-03-01", Says("Aino Lahti", "yes", "supports"))
    ledger.add(record)
    judge(ledger, "position", record.positions[0].id, "reject", coder="ann")
    with ledger.transaction() as db:
        assert positions.of_issue(db, BRIDGE) == []
        (row,) = positions.of_issue(db, BRIDGE, Asked(rejected=True))
        assert row.state == "rejected"
        (row,) = positions.of_issue(db, BRIDGE, Asked(state="rejected"))


def test_the_earliest_source_is_cited_and_all_are_counted(ledger: Ledger) -> None:
    """One text in two places is one row with two sources."""
    from dataclasses import replace
    from datetime import date

    record = article("2024-03-08", Says("Aino Lahti", "yes", "supports"), publisher="Second")
    again = replace(
        record,
        document=replace(record.document, publisher="First", published=date(2024, 3, 7)),
    )
    ledger.add(record)
    ledger.add(again)
    with ledger.transaction() as db:
        (row,) = positions.of_issue(db, BRIDGE)
    assert (row.publisher, row.published, row.sources) == ("First", "2024-03-07", 2)
