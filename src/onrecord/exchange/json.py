"""Records ↔ JSON, one object a line, in the published format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.errors import OnrecordError, RecordError
from onrecord.model import FORMAT, Record


def encode(record: Record) -> bytes:
    """One line of JSON, without the line break: what `Record.to_dict` holds, in UTF-8.

    >>> from onrecord.model import Text
    >>> encode(Record("onrecord/1", Text.of("Kallas said no.")))[:50]
    b'{"format":"onrecord/1","document":{"id":"b4e8237d4'
    """
    # Of the dict, not of the dataclasses: msgspec would write a time zone in another way.
    return msgspec.json.encode(record.to_dict())


def decode(line: bytes | str, *, where: str | None = None) -> Record:
    """The record of one line; raises `RecordError` where it is none or contradicts itself.

    >>> from onrecord.model import Text
    >>> record = Record("onrecord/1", Text.of("Kallas said no."))
    >>> decode(encode(record)) == record
    True
    """
    try:
        record = msgspec.json.decode(line, type=Record)
    except OnrecordError:
        raise
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise RecordError(
            f"not a record: {error}", where=where, hint="a line that onrecord read --json wrote"
        ) from error
    if record.format != FORMAT:
        raise RecordError(
            f"a record in the format “{record.format}”", where=where, hint=f"one in {FORMAT}"
        )
    return record


def decode_all(lines: Iterable[bytes | str], *, name: str = "-") -> Iterator[Record]:
    """The records of a file of JSON lines, streamed; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield decode(line, where=f"{name}:{number}")
