"""Records ↔ files of JSON lines: the published format, the one form that loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import MissingInput, OnrecordError
from onrecord.exchange.json import decode, encode
from onrecord.exchange.losses import Losses
from onrecord.model import Record
from onrecord.sources.outcome import Failure


def write_lines(records: Iterable[Record], target: Path | BinaryIO) -> Losses:
    """Write one record a line, in UTF-8. Nothing is lost."""
    if isinstance(target, Path):
        with target.open("wb") as sink:
            return write_lines(records, sink)
    for record in records:
        target.write(encode(record) + b"\n")
    return ()


def read_lines(source: Path) -> Iterator[Record | Failure]:
    """The records of a file, streamed; a line that is none is a `Failure` in its place."""
    try:
        stream = source.open("rb")
    except OSError as error:
        raise MissingInput("cannot be opened", where=str(source), hint="check the path") from error
    with stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                try:
                    yield decode(line, where=f"{source}:{number}")
                except OnrecordError as error:
                    yield Failure(error)
