"""Each text once, each source kept, days and moments, reading anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from handmade import bridge
from ledger_work import Lines, dump, lines_text
from onrecord.errors import InputError
from onrecord.model import Position, Record, Span, Text, When
from onrecord.review.judge import judge, undo
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger
from onrecord.store.records import record_of
from onrecord.store.rows import single_day

TWO = "Aino Lahti|supports|build a bridge|we will\n#Erik Dahl|opposes|build a bridge|never\n"


def rows(ledger: Ledger, table: sa.Table) -> list[sa.Row[tuple[object, ...]]]:
    with ledger.transaction() as db:
        return list(db.execute(sa.select(table)).all())


def elsewhere(record: Record, **about: object) -> Record:
    return replace(record, document=replace(record.document, **about))  # type: ignore[arg-type]


def test_a_record_added_twice_adds_nothing(ledger: Ledger) -> None:
    ledger.add(bridge())
    before = dump(ledger)
    added = ledger.add(bridge())
    assert (added.text, added.source, added.marks) == (False, False, False)
    assert dump(ledger) == before


def test_a_text_in_another_paper_is_one_text_with_two_sources(ledger: Ledger) -> None:
    ledger.add(bridge())
    added = ledger.add(elsewhere(bridge(), name="b.html", publisher="The Other"))
    assert (added.text, added.source, added.marks) == (False, True, False)
    (text,) = rows(ledger, t.text)
    assert text.sources == 2
    assert {row.publisher for row in rows(ledger, t.source)} == {None, "The Other"}


def test_a_text_is_published_and_known_from_its_earliest_source_on(ledger: Ledger) -> None:
    ledger.add(bridge())
    early = datetime(2024, 5, 21, 8, tzinfo=UTC)
    ledger.add(elsewhere(bridge(), name="b", published=date(2024, 5, 19), retrieved=early))
    (text,) = rows(ledger, t.text)
    assert text.published == "2024-05-19"
    assert text.known == "2024-05-21T08:00:00.000000Z"
    # “Monday” (20 May) is after that day now, so that it is no day of saying any more.
    assert {row.day for row in rows(ledger, t.statement)} == {"2024-05-19"}
    ledger.add(elsewhere(bridge(), name="c", published=date(2025, 1, 1)))
    assert rows(ledger, t.text)[0].published == "2024-05-19"


def test_a_statement_has_the_day_when_it_was_said_else_that_of_publication(
    ledger: Ledger,
) -> None:
    record = bridge()
    ledger.add(record)
    days = {row.id: row.day for row in rows(ledger, t.statement)}
    said = {s.id: s.said for s in record.statements}
    assert [days[id] for id, time in said.items() if time] == ["2024-05-20"]
    assert {days[id] for id, time in said.items() if not time} == {"2024-05-22"}
    positions = {row.statement: row.day for row in rows(ledger, t.position)}
    assert positions[record.statements[0].id] == "2024-05-20"
    assert positions[None] == "2024-05-22"


@pytest.mark.parametrize(
    ("type", "value", "day"),
    [
        ("DATE", "2024-05-20", "2024-05-20"),
        ("TIME", "2024-05-20TMO", "2024-05-20"),
        ("DATE", "2024-05", None),
        ("DATE", "2024-W20", None),
        ("DATE", "2024-02-31", None),
        ("DATE", "2024-05-XX", None),
        ("DURATION", "P2Y", None),
        ("DATE", None, None),
    ],
)
def test_only_a_single_day_of_the_calendar_is_a_day(
    type: str, value: str | None, day: str | None
) -> None:
    assert single_day(When("t1", Span(0, 1), type, value)) == day


# reading anew ---------------------------------------------------------------------------------


def first_and_second() -> tuple[Record, Record, tuple[str, ...], tuple[str, ...]]:
    """The same text by two versions of a reader: the second no longer finds the second line."""
    one, two = Lines(), Lines(version=2)
    text = lines_text(TWO)
    return one.read(text), two.read(text), one.steps, two.steps


def test_newer_steps_replace_what_older_ones_read(ledger: Ledger) -> None:
    old, new, first, second = first_and_second()
    ledger.add(old, steps=first)
    added = ledger.add(new, steps=second)
    assert (added.text, added.source, added.marks) == (False, False, True)
    with ledger.transaction() as db:
        assert record_of(db, new.document.id) == new


def test_what_people_stand_behind_outlives_a_newer_reading(ledger: Ledger) -> None:
    old, new, first, second = first_and_second()
    ledger.add(old, steps=first)
    kept, gone = old.positions[1], new.positions[0]
    judge(ledger, "position", kept.id, "accept", coder="ann")
    judge(ledger, "position", gone.id, "reject", coder="ann")
    ledger.add(new, steps=second)
    with ledger.transaction() as db:
        assert record_of(db, new.document.id, as_read=True) == new
        assert [p.id for p in record_of(db, new.document.id).positions] == [kept.id]
    states = {row.id: (row.state, row.found) for row in rows(ledger, t.position)}
    assert states == {kept.id: ("accepted", False), gone.id: ("rejected", True)}


def test_an_edit_holds_after_reading_anew_and_its_undoing_too(ledger: Ledger) -> None:
    old, new, first, second = first_and_second()
    ledger.add(old, steps=first)
    one = old.positions[0]
    judge(ledger, "position", one.id, "edit", {"stance": "open"}, coder="ann")
    ledger.add(new, steps=second)

    def stances() -> dict[str, str]:
        return {row.id: row.stance for row in rows(ledger, t.position)}

    assert stances() == {one.id: "open"}
    undo(ledger, "ann")
    assert stances() == {one.id: "supports"}
    with ledger.transaction() as db:
        assert record_of(db, new.document.id) == new


def test_a_judgement_that_came_before_its_text_takes_effect_with_it(ledger: Ledger) -> None:
    old, _, first, _ = first_and_second()
    ledger.add(old, steps=first)
    judge(ledger, "position", old.positions[0].id, "reject", coder="ann")
    ledger.add(old, steps=("another/1",))
    assert {row.state for row in rows(ledger, t.position)} == {"machine", "rejected"}


# numbers and letters ----------------------------------------------------------------------------


def test_a_text_of_odd_characters_is_kept_to_the_letter(ledger: Ledger) -> None:
    words = "İstanbul’da 🙂 said “no”\r\n\u2028\tand\u00a0so on"
    ledger.add(Record("onrecord/1", Text.of(words)))
    assert rows(ledger, t.text)[0].characters == words


def test_a_long_document_costs_a_number_of_statements_that_does_not_grow(ledger: Ledger) -> None:
    lines = "".join(f"Aino Lahti|open|build a bridge|we will see {n} of them\n" for n in range(900))
    record = Lines().read(lines_text(lines))
    asked = []
    with ledger.transaction(write=True) as db:
        sa.event.listen(db, "before_cursor_execute", lambda *a: asked.append(a[2]))
        from onrecord.store.write import write_record

        write_record(db, record, ledger.now())
    assert len(rows(ledger, t.statement)) == 900
    assert len(asked) < 100


def test_ids_of_marks_that_readings_share_stay(ledger: Ledger) -> None:
    old, new, first, second = first_and_second()
    assert old.positions[0].id == new.positions[0].id
    assert isinstance(old.positions[0], Position)
    ledger.add(old, steps=first)
    ledger.add(new, steps=second)
    assert [row.id for row in rows(ledger, t.position)] == [old.positions[0].id]


@pytest.mark.parametrize("words", ["one\0two", "half \ud800 of one"])
def test_what_a_database_cannot_keep_is_refused_by_both(ledger: Ledger, words: str) -> None:
    before = dump(ledger)
    with pytest.raises(InputError, match="zeros or halves"):
        ledger.add(Record("onrecord/1", Text.of(words)))
    assert dump(ledger) == before


def test_a_kept_mark_whose_time_and_place_are_read_no_more_goes_without_them(
    ledger: Ledger,
) -> None:
    record = bridge()
    ledger.add(record)
    for statement in record.statements:
        judge(ledger, "statement", statement.id, "accept", coder="ann")
    for event in record.events:
        judge(ledger, "event", event.id, "accept", coder="ann")
    ledger.add(Record("onrecord/1", record.document), steps=("nothing/1",))
    with ledger.transaction() as db:
        held = record_of(db, record.document.id)
    assert {s.id for s in held.statements} == {s.id for s in record.statements}
    assert {(s.said, s.place) for s in held.statements} == {(None, None)}
    assert {(e.time, e.places) for e in held.events} == {(None, ())}


def test_a_text_that_was_read_without_a_day_is_read_anew_when_it_has_one(ledger: Ledger) -> None:
    undated = replace(bridge().document, published=None, title=None)
    ledger.add(Record("onrecord/1", undated), steps=("read/1",))
    added = ledger.add(bridge(), steps=("read/1",))
    assert (added.source, added.marks) == (True, True)
    with ledger.transaction() as db:
        held = record_of(db, undated.id)
    assert held.statements == bridge().statements
    assert (held.document.published, held.document.title) == (
        date(2024, 5, 22),
        "A bridge divides the strait",
    )
    assert ledger.add(bridge(), steps=("read/1",)).marks is False
