"""Files, pages, feeds, archives, tables, mails and addresses of the web → `Text`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError, MissingInput
from onrecord.model import Text
from onrecord.sources.fetch import fetched, is_address
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Failure, Found, Notice
from onrecord.sources.paths import files
from onrecord.sources.reading import read
from onrecord.sources.streams import Rejoined

__all__ = ["Failure", "Notice", "texts"]

READ_WELL = frozenset({"en"})  # the languages that the steps are made for


def texts(
    paths: Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    public_only: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Text | Failure | Notice]:
    """The texts of these files, directories, patterns, web addresses and `-` (standard input).

    They come in order. What kinds of file are read, and where their metadata come from, is in
    docs/sources.md. `published` is the day of texts that do not state their own: it goes before
    the day found in a page's markup or a document's properties, and after the date of one item
    among many (a JSON line, a row, a mail, an item of a feed).

    `columns` says which columns of tables (CSV, Parquet) hold what: from our names (text,
    title, date, url, publisher, id) to theirs. `public_only` refuses addresses of the web that
    lead into a private network; a server that fetches what strangers name must ask for it.

    What cannot be read comes as a `Failure` in its place, and what was decided about a text as
    a `Notice`; neither stops the rest. JSON lines, tables, WARC, mailboxes and news messages
    stream, so that a file of any size is read in little memory.
    """
    for path in (os.fspath(p) for p in paths):
        origin = Origin(name=path, hint=path, published=published, columns=columns)
        if path == "-":
            source = Rejoined(b"", stdin or sys.stdin.buffer)  # as of a pipe: read once, in order
            yield from _noted(read(cast(BinaryIO, source), origin))
        elif is_address(path):
            yield from _noted(_address(path, origin, public_only))
        else:
            for file in files(path):
                if isinstance(file, str):
                    about = Origin(name=file, hint=file, published=published, columns=columns)
                    yield from _noted(_file(file, about))
                else:
                    yield file


def _file(path: str, origin: Origin) -> Iterator[Found]:
    try:
        with Path(path).open("rb") as stream:
            yield from read(stream, origin)
    except FileNotFoundError:  # a link that leads nowhere, or a file gone since it was listed
        yield Failure(MissingInput("no such file", where=path, hint="check the path"))
    except OSError as error:
        yield Failure(InputError(error.strerror or str(error), where=path, hint="check the path"))


def _address(url: str, origin: Origin, public_only: bool) -> Iterator[Found]:
    try:
        with fetched(url, origin, public_only=public_only) as (stream, about):
            yield from read(stream, about)
    except InputError as error:
        yield Failure(error)


def _noted(found: Iterable[Found]) -> Iterator[Found]:
    """The same, with a notice before each text in a language that is not read well."""
    for item in found:
        if isinstance(item, Text) and item.language not in READ_WELL:
            yield Notice(item.name, f"seems to be in “{item.language}”: only English is read well")
        yield item
