"""`check`: every mark is read again against its text."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from handmade import bridge
from onrecord.analyse.checks import check_marks
from onrecord.review.judge import judge
from onrecord.store import tables as t
from onrecord.store.check import INVALID, MISSING, VALID, check, outcome_of
from onrecord.store.ledger import Ledger


def test_all_that_was_added_stands_on_its_words(ledger: Ledger) -> None:
    record = bridge()
    ledger.add(record)
    found = check_marks(ledger)
    assert found.whole
    counts = {layer.layer: layer.valid for layer in found.layers}
    assert counts["text"] == 1
    assert counts["statement"] == 3 * len(record.statements)
    assert counts["event"] == len(record.events)
    assert counts["actor"] == sum(len(a.mentions) for a in record.actors)
    assert {"position", "role", "issue", "place", "time"} <= counts.keys()


@pytest.mark.parametrize(
    ("spans", "kept", "outcome"),
    [
        ([[0, 6]], "Okafor", VALID),
        ([[0, 6], [12, 14]], "Okafor … no", VALID),
        ([[0, 5]], "Okafor", INVALID),
        ([[7, 11]], "Okafor", INVALID),
        ([[12, 40]], "no", MISSING),
        ([[-1, 4]], "Okaf", MISSING),
        ([[4, 4]], "", MISSING),
    ],
)
def test_outcomes(spans: list[list[int]], kept: str, outcome: str) -> None:
    assert outcome_of("Okafor said no.", spans, kept)[0] == outcome


@pytest.mark.parametrize(
    ("table", "values", "layer", "outcome"),
    [
        (t.position, {"evidence": "[[0,3]]"}, "position", "invalid"),
        (t.statement, {"content": "[[0,999999]]"}, "statement", "missing"),
        (t.time, {"words": "yesterday"}, "time", "invalid"),
        (t.role, {"end": 999_999}, "role", "missing"),
    ],
)
def test_a_mark_that_moved_is_told(
    ledger: Ledger, table: sa.Table, values: dict[str, object], layer: str, outcome: str
) -> None:
    ledger.add(bridge())
    key = next(iter(table.primary_key.columns)) if table is not t.role else t.role.c.start
    with ledger.transaction(write=True) as db:
        first = db.execute(sa.select(sa.func.min(key))).scalar_one()
        db.execute(table.update().where(key == first).values(**values))
    lost = check_marks(ledger).lost
    assert {(one.layer, one.outcome) for one in lost} == {(layer, outcome)}


def test_a_text_whose_characters_changed_is_told(ledger: Ledger) -> None:
    ledger.add(bridge())
    with ledger.transaction(write=True) as db:
        db.execute(t.text.update().values(characters=t.text.c.characters + "!"))
    (lost,) = check_marks(ledger).lost
    assert (lost.layer, lost.outcome) == ("text", "altered")


def test_what_people_edited_is_checked_as_edited(ledger: Ledger) -> None:
    record = bridge()
    ledger.add(record)
    position = record.positions[0]
    evidence = [list(span) for span in position.evidence]
    evidence[0][1] -= 1
    judge(ledger, "position", position.id, "edit", {"evidence": evidence}, coder="ann")
    assert check_marks(ledger).whole


def test_texts_are_read_in_batches(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from handmade_ledger import Says, article

    monkeypatch.setattr("onrecord.store.check.BATCH", 2)
    for day in range(1, 6):
        ledger.add(article(f"2024-03-0{day}", Says("Aino Lahti", f"words of day {day}")))
    told: list[int] = []
    with ledger.transaction() as db:
        texts = [one.id for one in check(db, told.append) if one.layer == "text"]
    assert len(set(texts)) == 5
    assert told == [2, 4, 5]
