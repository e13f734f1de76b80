"""Record → ledger → record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handmade import bare, bridge
from onrecord.errors import LedgerError
from onrecord.model import (
    FORMAT,
    Actor,
    Dropped,
    Issue,
    Mention,
    Place,
    Position,
    Record,
    Role,
    Span,
    Statement,
    Text,
    When,
    kinds,
)
from onrecord.store.ledger import Ledger
from onrecord.store.records import record_of, records, text_of


def test_a_record_comes_back_as_it_was(ledger: Ledger) -> None:
    record = bridge()
    added = ledger.add(record)
    assert (added.text, added.source, added.marks) == (True, True, True)
    with ledger.transaction() as db:
        assert record_of(db, record.document.id, as_read=True) == record
        assert record_of(db, record.document.id) == record


def test_what_is_known_of_a_source_comes_back(ledger: Ledger) -> None:
    record = bare("Nothing was said.")
    about = replace(
        record.document,
        title="Nothing",
        url="https://paper.example/1",
        publisher="The Paper",
        retrieved=datetime(2024, 5, 22, 10, 30, tzinfo=UTC),
    )
    ledger.add(replace(record, document=about))
    with ledger.transaction() as db:
        assert text_of(db, about.id) == about


def test_records_stream_in_the_order_in_which_they_came(ledger: Ledger) -> None:
    wanted = [bare("One said so."), bridge(), bare("A last word.")]
    for record in wanted:
        ledger.add(record)
    with ledger.transaction() as db:
        assert list(records(db)) == wanted


def test_a_text_that_is_not_there_is_told(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no text"), ledger.transaction() as db:
        record_of(db, "0" * 64)


# Any record at all: odd characters, broken passages, several titles at one place.

CHARACTERS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=6, max_size=60
).filter(str.strip)


@st.composite
def made(draw: st.DrawFn) -> Record:
    words = draw(CHARACTERS)
    text = Text.of(words, name=draw(st.sampled_from(["a.txt", "Ω/ü.txt"])))

    def span() -> Span:
        start = draw(st.integers(0, len(words) - 1))
        return Span(start, draw(st.integers(start + 1, len(words))))

    def spans() -> tuple[Span, ...]:
        return tuple(sorted({span() for _ in range(draw(st.integers(1, 3)))}))

    def actor(name: str) -> Actor:
        return Actor.of(
            name,
            draw(st.sampled_from(list(kinds("actor_kind")))),
            country=draw(st.sampled_from([None, "FI", "SE"])),
            roles=tuple(
                Role(title, draw(st.sampled_from([None, "Estonia"])), None, span())
                for title in draw(st.lists(st.sampled_from(["President", "mayor"]), max_size=3))
            ),
            mentions=tuple(Mention(s, "name") for s in spans()),
        )

    unique = {a.id: a for a in map(actor, draw(st.lists(CHARACTERS, min_size=1, max_size=3)))}
    actors = tuple(unique.values())
    times = tuple(
        {w.id: w for w in (When.of(text.id, span(), "DATE", "2024") for _ in "ab")}.values()
    )
    issues = tuple(
        {
            i.id: i
            for i in (Issue.of(x, (spans(),)) for x in draw(st.lists(CHARACTERS, max_size=2)))
        }.values()
    )
    where = Place.of("Turku", "city", latitude=60.45, longitude=22.27, mentions=spans())
    who = st.lists(st.sampled_from([a.id for a in actors]), max_size=2, unique=True)
    statements = []
    for _ in range(draw(st.integers(0, 3))):
        source, cue, content = spans(), spans(), spans()
        statements.append(
            Statement(
                Statement.id_of(text.id, source, cue, content), "mixed", tuple(draw(who)), source,
                cue, content, tuple(draw(who)), None, "direct", times[0].id, where.id,
                draw(st.floats(0, 1)), "statements/hand-1",
            )
        )  # fmt: skip
    said = tuple({s.id: s for s in statements}.values())
    positions = []
    for issue in issues:
        evidence, one = spans(), actors[0].id
        positions.append(
            Position(
                Position.id_of(text.id, one, issue.id, "open", evidence), one, issue.id, "open",
                draw(st.sampled_from([None, spans()])), "author", evidence,
                said[0].id if said else None, draw(st.floats(0, 1)), "positions/hand-1",
            )
        )  # fmt: skip
    return Record(
        FORMAT, text, actors, said, issues, tuple(positions), (), (where,), times,
        (Dropped("positions", "no holder", 2),),
    )  # fmt: skip


@given(record=made())
@settings(max_examples=60, deadline=None)
def test_any_record_comes_back_as_it_was(record: Record) -> None:
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "a.sqlite") as ledger:
        ledger.add(record)
        with ledger.transaction() as db:
            assert record_of(db, record.document.id, as_read=True) == record
