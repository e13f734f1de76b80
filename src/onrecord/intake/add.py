"""Texts into a ledger: each read once, each source kept, nothing lost or doubled by a stop.

Every record is one transaction, so that a process that is killed leaves whole records only; the
same call again goes on where it stopped. What spans documents (issues, people) is gathered at the
end, from the rows alone, so that it does not depend on how often it was interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from itertools import chain

from onrecord.errors import InputError
from onrecord.intake.reading import Reads, Tally, read_inputs
from onrecord.issues import Judge
from onrecord.model import Record, Text
from onrecord.sources import Failure, Notice
from onrecord.store import gather, identities
from onrecord.store.ledger import Ledger
from onrecord.store.records import read_otherwise, text_of
from onrecord.store.write import is_source, known_text, write_record, write_source

Input = Text | Failure | Notice
NAMES = 2000  # settled in one transaction: others may write in between


@dataclass(frozen=True)
class Reading:
    """How texts are read: `reader` is made when there is a text to read, and only then.

    `steps` name, with versions, all that decides what is read from a text; `finish` is what is
    done with each record before it is kept (coding it to a codebook …).
    """

    reader: Callable[[], Reads]
    steps: Sequence[str]
    finish: Callable[[Record], Record] = field(default=lambda record: record)


@dataclass
class Count:
    """What an `add` brought: texts that were new, read anew, or known; sources beside them."""

    new: int = 0
    anew: int = 0
    known: int = 0
    sources: int = 0

    def __add__(self, other: Count) -> Count:
        mine, theirs = astuple(self), astuple(other)
        return Count(*(a + b for a, b in zip(mine, theirs, strict=True)))

    def __str__(self) -> str:
        told = [f"{self.new} new"]
        if self.anew:
            told.append(f"{self.anew} read anew")
        told.append(f"{self.known} known already")
        if self.sources:
            told.append(f"{self.sources} further sources of them")
        return ", ".join(told)


def add(
    inputs: Iterable[Input],
    ledger: Ledger,
    reading: Reading,
    *,
    judge: Callable[[], Judge] | None = None,
    tally: Tally | None = None,
    done: Callable[[str], None] = lambda name: None,
) -> Count:
    """Read what the ledger has not read by these steps, and keep it; inputs and records stream.

    What cannot be read is told to `tally`. `judge` compares the labels of issues; without it
    they are left as they are. `done` is called with the name of each text dealt with.
    """
    tally = tally if tally is not None else Tally()
    intake = _Intake(ledger, reading, tally, done)
    fresh = intake.unread(inputs)
    first = next(fresh, None)  # so that a reader is made only where there is something to read
    if first is not None:
        for record in read_inputs(chain([first], fresh), reading.reader(), tally):
            intake.keep(reading.finish(record))
    finish(ledger, judge)
    return intake.count


def anew(ledger: Ledger, steps: Sequence[str]) -> Iterator[Text]:
    """The texts of a ledger that other steps have read, from its own pages, in their order."""
    with ledger.transaction() as db:
        ids = read_otherwise(db, steps)
    for id in ids:
        with ledger.transaction() as db:
            yield text_of(db, id)


def finish(ledger: Ledger, judge: Callable[[], Judge] | None = None) -> None:
    """Gather across documents what was added since it was last done."""
    names = NAMES
    while names == NAMES:
        with ledger.transaction(write=True) as db:
            names = identities.settle(db, NAMES)
    if judge is not None:
        gather.gather(ledger, judge)


class _Intake:
    """One run: which texts are being read, and what came of it."""

    def __init__(
        self, ledger: Ledger, reading: Reading, tally: Tally, done: Callable[[str], None]
    ) -> None:
        self._ledger = ledger
        self._steps = tuple(reading.steps)
        self._tally = tally
        self._done = done
        self._waiting: dict[str, list[Text]] = {}  # being read → the same text of other sources
        self.count = Count()

    def unread(self, inputs: Iterable[Input]) -> Iterator[Text]:
        """The texts that must be read; what is known already gains its source."""
        for item in inputs:
            if isinstance(item, Notice):
                self._tally.notices.append(item)
            elif isinstance(item, Failure):
                self._tally.failures.append(item.error)
            elif item.id in self._waiting:
                self._waiting[item.id].append(item)
            elif not self._known(item):
                self._waiting[item.id] = []
                yield item

    def _known(self, text: Text) -> bool:
        with self._ledger.transaction() as db:
            number = known_text(db, text, self._steps)
        if number is None:
            return False
        self._source(number, text)
        return True

    def _source(self, number: int, text: Text) -> None:
        with self._ledger.transaction() as db:
            fresh = not is_source(db, number, text)
        if fresh:
            with self._ledger.transaction(write=True) as db:
                fresh = write_source(db, number, text, self._ledger.now())
        self.count.known += 1
        self.count.sources += fresh
        self._done(text.name)

    def keep(self, record: Record) -> None:
        """Keep a record, and the other sources of its text that came while it was read."""
        others = self._waiting.pop(record.document.id, ())
        try:
            with self._ledger.transaction(write=True) as db:
                added = write_record(db, record, self._ledger.now(), steps=self._steps)
        except InputError as error:
            self._tally.failures.append(error)
            return
        self.count.new += added.text
        self.count.anew += added.marks and not added.text
        self.count.known += not added.marks
        self._done(record.document.name)
        for text in others:
            self._source(added.number, text)
