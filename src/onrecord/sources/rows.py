"""JSON lines → `Text`: one object a line, `text` alone required."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.errors import EmptyInput, InputError
from onrecord.model import Text
from onrecord.sources.formats import JSONL
from onrecord.sources.language import language_of


@dataclass(frozen=True)
class Row:
    """One line of the input. Fields beside these are passed over."""

    text: str
    id: str | int | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


def rows(
    lines: Iterable[bytes], *, name: str, published: date | None = None
) -> Iterator[Text | InputError]:
    """One `Text` a line, or the error of that line; blank lines are passed over.

    `id` becomes the name of the text (else `name:line`), and its words are not changed. A
    line's own `date` goes before `published`.
    """
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield _text(line, where=f"{name}:{number}", published=published)
        except InputError as error:
            yield error


def _text(line: bytes, *, where: str, published: date | None) -> Text:
    import msgspec

    try:
        row = msgspec.json.decode(line, type=Row)
        row.text.encode("utf-8")
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise InputError(
            f"not a JSON object with a text: {error}",
            where=where,
            hint='{"id": "…", "date": "YYYY-MM-DD", "text": "…"} on one line',
        ) from error
    if not any(c.isalnum() for c in row.text):
        raise EmptyInput("the text has no words", where=where, hint="leave the line out")
    return Text.of(
        row.text,
        name=str(row.id) if row.id not in (None, "") else where,
        title=row.title or None,
        url=row.url or None,
        publisher=row.publisher or None,
        published=_day(row.date, where) or published,
        language=language_of(row.text),
        media_type=JSONL,
    )


def _day(value: str | None, where: str) -> date | None:
    """The day of an ISO date, with or without a time of day."""
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise InputError(f"“{value}” is no date", where=where, hint="YYYY-MM-DD") from error
