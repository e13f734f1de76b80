"""Paths → records, whatever may be wrong with some of the inputs."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from onrecord.errors import InputError, ModelError, OnrecordError
from onrecord.model import Record, Text
from onrecord.sources import Failure, Notice

TOLD = 5  # notices of one kind told one by one; the rest are counted


class Reads(Protocol):
    """What is asked of a reader here."""

    def read(self, text: Text) -> Record:
        """The record of one text."""

    def read_all(self, texts: Iterable[Text]) -> Iterator[Record]:
        """One record a text, in order."""


@dataclass
class Tally:
    """What went wrong and what was decided, to be told at the end."""

    failures: list[OnrecordError] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """One line each, notices that say the same counted after the first few."""
        told: dict[str, int] = {}
        for notice in self.notices:
            told[notice.what] = told.get(notice.what, 0) + 1
            if told[notice.what] <= TOLD:
                yield f"onrecord: note: {_line(str(notice))}"
        for what, count in told.items():
            if count > TOLD:
                yield f"onrecord: note: and {count - TOLD} more: {_line(what)}"
        for error in self.failures:
            yield f"onrecord: {_line(str(error))}"


def read_inputs(
    inputs: Iterable[Text | Failure | Notice], reader: Reads, tally: Tally
) -> Iterator[Record]:
    """The records of all inputs that can be read, in order; the rest goes to the tally.

    A text on which a step breaks is told with its name and costs no other text.
    """
    waiting: deque[Text] = deque()  # handed to the reader, not yet given back
    source = iter(inputs)
    while True:
        try:
            for record in reader.read_all(_handed_over(source, waiting, tally)):
                waiting.popleft()
                yield record
            return
        except ModelError:
            raise
        except Exception as error:
            if not waiting:
                raise
            if len(waiting) == 1:
                tally.failures.append(_told(error, waiting.popleft()))
        # One of those waiting broke it: read them one at a time, then go on with the rest.
        while waiting:
            text = waiting.popleft()
            try:
                yield reader.read(text)
            except Exception as error:
                tally.failures.append(_told(error, text))


def _handed_over(
    source: Iterator[Text | Failure | Notice], waiting: deque[Text], tally: Tally
) -> Iterator[Text]:
    for item in source:
        if isinstance(item, Text):
            waiting.append(item)
            yield item
        elif isinstance(item, Notice):
            tally.notices.append(item)
        else:
            tally.failures.append(item.error)


def _told(error: Exception, text: Text) -> OnrecordError:
    if isinstance(error, OnrecordError):
        return type(error)(error.what, where=error.where or text.name, hint=error.hint)
    place = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{Path(place.filename).name}:{place.lineno}"
    return InputError(
        f"a fault of ours stopped the reading: {type(error).__name__}: {error} ({at})",
        where=text.name,
        hint="report it with the text",
    )


def _line(message: str) -> str:
    return "".join(c if c.isprintable() else " " for c in message)
