"""Files, pages, JSON lines, directories and standard input → `Text`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import EmptyInput, InputError, MissingInput
from onrecord.model import Text
from onrecord.sources.decode import decode
from onrecord.sources.formats import HTML, JSONL, PLAIN, media_type_of
from onrecord.sources.language import language_of
from onrecord.sources.outcome import Failure, Notice
from onrecord.sources.pages import page
from onrecord.sources.paths import files
from onrecord.sources.rows import rows

__all__ = ["Failure", "Notice", "texts"]

READ_WELL = frozenset({"en"})  # the languages that the steps are made for


def texts(
    paths: Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Text | Failure | Notice]:
    """The texts of these files, directories, patterns and `-` (standard input), in order.

    `published` is the day of texts that do not state their own: it goes before the date found
    in a page's markup, and after the `date` of a JSON line. What cannot be read comes as a
    `Failure` in its place, and what was decided about a text as a `Notice` before it; neither
    stops the rest. JSON lines stream, so a file of any size is read in little memory.
    """
    for path in (os.fspath(p) for p in paths):
        if path == "-":
            yield from _noted(_stream("-", stdin or sys.stdin.buffer, published))
            continue
        for file in files(path):
            if isinstance(file, str):
                yield from _noted(_file(file, published))
            else:
                yield file


def _file(path: str, published: date | None) -> Iterator[Text | Failure | Notice]:
    try:
        with Path(path).open("rb") as stream:
            yield from _stream(path, stream, published)
    except FileNotFoundError:  # a link that leads nowhere, or a file gone since it was listed
        yield Failure(MissingInput("no such file", where=path, hint="check the path"))
    except OSError as error:
        yield Failure(InputError(error.strerror or str(error), where=path, hint="check the path"))


def _stream(
    name: str, stream: BinaryIO, published: date | None
) -> Iterator[Text | Failure | Notice]:
    first = stream.readline(1 << 16)
    media_type = media_type_of(name, first)
    if media_type == JSONL and not first.startswith((b"\xff\xfe", b"\xfe\xff")):
        if first.strip() in (b"{", b"["):
            hint = "jq -c . FILE, or jq -c '.[]' FILE for a list"
            yield Failure(InputError("JSON, but not one object a line", where=name, hint=hint))
            return
        if not first.endswith(b"\n"):  # the line is longer than the look, or the only one
            first += stream.readline()
        for row in rows(chain([first], stream), name=name, published=published):
            yield Failure(row) if isinstance(row, InputError) else row
        return
    try:
        yield from _whole(name, first + stream.read(), media_type, published)
    except InputError as error:
        yield Failure(error)


def _whole(
    name: str, data: bytes, media_type: str, published: date | None
) -> Iterator[Text | Failure | Notice]:
    if not data.strip():
        raise EmptyInput("the file is empty", where=name, hint="another file")
    characters, encoding = decode(data, name=name, html=media_type == HTML)
    if encoding not in ("utf-8", "ascii"):
        yield Notice(name, f"not in UTF-8, read as {encoding}")
    if media_type == JSONL:
        lines = (line.encode("utf-8", "replace") for line in characters.split("\n"))
        for row in rows(lines, name=name, published=published):
            yield Failure(row) if isinstance(row, InputError) else row
    elif media_type == HTML:
        yield page(characters, name=name, published=published)
    elif not any(c.isalnum() for c in characters):
        raise EmptyInput("there are no words to read", where=name, hint="another file")
    else:
        yield Text.of(
            characters,
            name=name,
            published=published,
            language=language_of(characters),
            media_type=PLAIN,
        )


def _noted(
    found: Iterable[Text | Failure | Notice],
) -> Iterator[Text | Failure | Notice]:
    """The same, with a notice before each text in a language that is not read well."""
    for item in found:
        if isinstance(item, Text) and item.language not in READ_WELL:
            yield Notice(item.name, f"seems to be in “{item.language}”: only English is read well")
        yield item
