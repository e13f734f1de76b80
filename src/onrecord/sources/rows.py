"""JSON lines and ninjs items → `Text`: one object a line, `text` alone required."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.errors import EmptyInput, InputError
from onrecord.model import Text
from onrecord.sources.formats import JSONL
from onrecord.sources.ninjs import is_item, items
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Failure, Found


@dataclass(frozen=True)
class Row:
    """One line of the input. Fields beside these are passed over."""

    text: str
    id: str | int | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


def rows(lines: Iterable[bytes], origin: Origin) -> Iterator[Found]:
    """One `Text` a line, or the failure of that line; blank lines are passed over.

    `id` becomes the name of the text (else `name:line`), and its words are not changed. A
    line's own `date` goes before the day given. A line may hold a ninjs item as well.
    """
    empty = True
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        empty = False
        where = f"{origin.name}:{number}"
        try:
            yield from _of_line(line, where, origin)
        except InputError as error:
            yield Failure(error)
    if empty:
        raise EmptyInput("the file is empty", where=origin.name, hint="another file")


def read_json(data: bytes, origin: Origin) -> Iterator[Found]:
    """The items of one JSON document over many lines: ninjs, or a list of them.

    Other JSON is refused with a hint: it would have to be held in memory whole.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and is_item(found):
        yield from items(found, origin, name=origin.name)
    elif isinstance(found, list) and found and all(is_item(item) for item in found):
        for number, item in enumerate(found, start=1):
            yield from items(item, origin, name=f"{origin.name}!{item.get('uri') or number}")
    else:
        raise InputError(
            "JSON, but not one object a line",
            where=origin.name,
            hint="jq -c . FILE, or jq -c '.[]' FILE for a list",
        )


def _of_line(line: bytes, where: str, origin: Origin) -> Iterator[Found]:
    import msgspec

    try:
        row = msgspec.json.decode(line, type=Row)
        row.text.encode("utf-8")
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        found = _decoded(line)
        if is_item(found):
            yield from items(found, origin, name=str(found.get("uri") or where))
            return
        raise InputError(
            f"not a JSON object with a text: {error}",
            where=where,
            hint='{"id": "…", "date": "YYYY-MM-DD", "text": "…"} on one line',
        ) from error
    yield _text(row, where, origin)


def _decoded(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(row: Row, where: str, origin: Origin) -> Text:
    if not any(c.isalnum() for c in row.text):
        raise EmptyInput("the text has no words", where=where, hint="leave the line out")
    return origin.text(
        row.text,
        media_type=JSONL,
        name=str(row.id) if row.id not in (None, "") else where,
        title=row.title,
        url=row.url or None,
        publisher=row.publisher,
        published=_day(row.date, where),
    )


def _day(value: str | None, where: str) -> date | None:
    """The day of an ISO date, with or without a time of day."""
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise InputError(f"“{value}” is no date", where=where, hint="YYYY-MM-DD") from error
