"""Texts into a ledger: read once, sources kept, failures told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from handmade import bare
from ledger_work import Lines, add_lines, dump, fake_judge, lines_text, many
from onrecord.errors import InputError, MissingInput
from onrecord.intake.add import Count, Reading, add, anew
from onrecord.intake.reading import Tally
from onrecord.model import Record, Text
from onrecord.sources import Failure, Notice
from onrecord.store.ledger import Ledger


def test_what_is_known_is_not_read_again_and_makes_no_reader(ledger: Ledger) -> None:
    texts = many(8)
    assert add_lines(ledger, texts) == Count(new=8)
    before = dump(ledger)

    def never() -> Lines:
        raise AssertionError("a reader was made for nothing")

    count = add(texts, ledger, Reading(never, Lines().steps), judge=fake_judge)
    assert count == Count(known=8)
    assert dump(ledger) == before


def test_the_same_text_twice_in_one_run_is_read_once_with_both_sources(ledger: Ledger) -> None:
    text = lines_text("Aino Lahti|open|build a bridge|we will see\n")
    reader = Lines()
    count = add_lines(ledger, [text, replace(text, name="b.txt"), text], reader)
    assert (reader.read_texts, count) == (1, Count(new=1, known=2, sources=1))
    assert len(dump(ledger)["source"]) == 2


def test_an_interrupted_run_goes_on_where_it_stopped(new_ledger: Callable[[], Ledger]) -> None:
    texts = many(12)
    whole, stopped = new_ledger(), new_ledger()
    add_lines(whole, texts)

    def until(n: int) -> Iterator[Text]:
        yield from texts[:n]
        raise KeyboardInterrupt

    for n in (3, 9):
        with pytest.raises(KeyboardInterrupt):
            add_lines(stopped, until(n))
    reader = Lines()
    add_lines(stopped, texts, reader)
    assert reader.read_texts == 3
    assert dump(stopped) == dump(whole)


def test_what_cannot_be_read_is_told_and_costs_nothing_else(ledger: Ledger) -> None:
    class Breaks(Lines):
        def read(self, text: Text) -> Record:
            if "break" in text.text:
                raise InputError("broken", where=text.name)
            return super().read(text)

    tally = Tally()
    reader = Breaks()
    inputs = [
        Failure(MissingInput("no such file", where="x.txt")),
        *many(2),
        lines_text("break this\n", name="bad.txt"),
        Notice("y.txt", "read as latin-1"),
        *many(4),
    ]
    count = add(inputs, ledger, Reading(lambda: reader, reader.steps), tally=tally)
    assert (count.new, count.known) == (4, 2)
    assert [str(e) for e in tally.failures] == ["x.txt: no such file", "bad.txt: broken"]
    assert len(tally.notices) == 1


def test_newer_steps_read_the_ledger_anew_from_its_own_pages(ledger: Ledger) -> None:
    texts = many(5)
    add_lines(ledger, texts)
    newer = Lines(version=2)
    assert [t.id for t in anew(ledger, newer.steps)] == [t.id for t in texts]
    count = add_lines(ledger, anew(ledger, newer.steps), newer)
    assert count == Count(anew=5)
    assert list(anew(ledger, newer.steps)) == []


def test_records_are_finished_before_they_are_kept(ledger: Ledger) -> None:
    reader = Lines()

    def without(record: Record) -> Record:
        return bare(record.document.text, name="done")

    add(many(1), ledger, Reading(lambda: reader, reader.steps, without))
    assert dump(ledger)["statement"] == []


def test_counts_are_told_in_one_line() -> None:
    assert str(Count(new=2, anew=1, known=3, sources=1)) == (
        "2 new, 1 read anew, 3 known already, 1 further sources of them"
    )
