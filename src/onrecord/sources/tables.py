"""CSV and TSV → one `Text` a row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import EmptyInput, InputError
from onrecord.sources.columns import Rows, column_map, has_text_column
from onrecord.sources.decode import decode
from onrecord.sources.formats import TABLE
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Failure, Found, Notice
from onrecord.sources.streams import LINE, look, seekable

_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 20  # bytes by which an encoding that is not UTF-8 is told


def read_table(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text a row, as each is read; the first row names the columns.

    The delimiter (comma, semicolon, tab, bar) is that which splits the first row into most
    fields. Fields may be as long as a book and hold line breaks.
    """
    with seekable(stream, origin) as source:
        yield from _table(source, origin)


def _table(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    head, stream = look(stream)
    if not head.strip():
        raise EmptyInput("the file is empty", where=origin.name, hint="another file")
    encoding = _encoding(stream, origin)
    if encoding not in ("utf-8", "utf-8-sig"):
        yield Notice(origin.name, f"not in UTF-8, read as {encoding}")
    # Where a late byte does not fit, one character is lost, not the table.
    words = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(words, origin, str(head, encoding, "replace"))
    finally:
        words.detach()  # the stream is its opener's to close


def _rows(words: io.TextIOWrapper, origin: Origin, head: str) -> Iterator[Found]:
    csv.field_size_limit(max(csv.field_size_limit(), LINE))
    reader = csv.reader(words, delimiter=_delimiter(head))
    names = [name.strip() for name in next(reader, [])]
    rows = Rows(origin, column_map(names, origin), TABLE)
    if origin.columns is None:
        yield rows.taken()
    places = {ours: names.index(theirs) for ours, theirs in rows.columns.items()}
    while True:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            where = f"{origin.name}:{reader.line_num}"
            yield Failure(InputError(f"not a row: {error}", where=where, hint="check its quotes"))
            return  # what follows would be read with quotes inside out
        if fields is None:
            break
        values = {ours: fields[at] for ours, at in places.items() if at < len(fields)}
        if fields and (found := rows.text(values, reader.line_num)):
            yield found
    yield from rows.notices()


def is_table(head: bytes, origin: Origin) -> bool:
    """Whether input without a name begins with the names of columns, one that of texts.

    >>> is_table(b"id,date,text\\n1,2024-05-22,Kallas said no.\\n", Origin("-", "-"))
    True
    >>> is_table(b"The text, as the article had it, was wrong.\\n", Origin("-", "-"))
    False
    """
    line = head.decode("utf-8-sig", "replace").split("\n", 1)[0].strip()
    names = next(csv.reader([line], delimiter=_delimiter(line)), []) if line else []
    names = [name.strip() for name in names]
    short = all(name and len(name.split()) <= 3 and not name.endswith(".") for name in names)
    return len(names) > 1 and short and has_text_column(names, origin.columns)


def _delimiter(head: str) -> str:
    """Which sign splits the first row into most fields; those within quotes do not count."""
    line = head.splitlines()[0] if head.strip() else ""
    counts = {sign: len(next(csv.reader([line], delimiter=sign), [])) for sign in _DELIMITERS}
    return max(counts, key=lambda sign: counts[sign])


def _encoding(stream: BinaryIO, origin: Origin) -> str:
    """The encoding, of the whole file; the stream is at its beginning afterwards."""
    sample = stream.read(_SAMPLE)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if sample.startswith(mark):
            stream.seek(0)
            return encoding
    odd = b""  # the first part that is not UTF-8
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = sample
    while chunk:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            odd = chunk
            break
        chunk = stream.read(_SAMPLE)
    stream.seek(0)
    if not odd:
        return "utf-8"
    _, found = decode(odd, name=origin.name, charset=origin.charset)
    return "utf-8" if found == "ascii" else found
