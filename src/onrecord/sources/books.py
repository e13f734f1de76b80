"""EPUB → one `Text` a chapter.

A chapter, not the book: most anthologies, reports and collected speeches have another subject
or speaker in each; a mark is found again in the file it stands in; and what is read at a time
stays small.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from onrecord.errors import EmptyInput, InputError, UndecodableInput
from onrecord.sources.archives import member_bytes, open_zip
from onrecord.sources.days import day_of
from onrecord.sources.decode import decode
from onrecord.sources.formats import EPUB
from onrecord.sources.markup import heading_of, words_of
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Failure, Found, Notice

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html")


@dataclass(frozen=True)
class _Book:
    title: str | None
    publisher: str | None
    published: date | None
    chapters: tuple[str, ...]  # files within the archive, in reading order


def read_epub(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text a chapter, in reading order; its title is its first heading, else the book's.

    Publisher and day come from the book's metadata. Parts of no words (covers) are counted.
    """
    archive = open_zip(stream, origin)
    book = _book(archive, origin)
    wordless, read, failed = 0, 0, 0
    for path in book.chapters:
        inside = origin.inside(path)
        try:
            data = member_bytes(archive, path, inside)
            markup, _ = decode(data, name=inside.name, html=True)
            text = inside.text(
                words_of(markup),
                media_type=EPUB,
                title=heading_of(markup) or book.title,
                publisher=book.publisher,
                published=origin.published or book.published,
            )
        except EmptyInput:
            wordless += 1
            continue
        except InputError as error:
            failed += 1
            yield Failure(error)
            continue
        read += 1
        yield text
    if not read and not failed:
        raise EmptyInput("no words in this book", where=origin.name, hint="another file")
    if wordless:
        yield Notice(origin.name, f"left out parts without words: {wordless}")


def _book(archive: ZipFile, origin: Origin) -> _Book:
    container = _xml(archive, _CONTAINER, origin)
    package = next((e.get("full-path") for e in _all(container, "rootfile")), None)
    if not package:
        raise UndecodableInput(
            "a book whose container names no package", where=origin.name, hint="save it again"
        )
    root = _xml(archive, package, origin)
    files = {
        str(e.get("id")): posixpath.normpath(
            posixpath.join(posixpath.dirname(package), unquote(str(e.get("href") or "")))
        )
        for e in _all(root, "item")
        if e.get("media-type") in _CHAPTERS and "nav" not in (e.get("properties") or "").split()
    }
    spine = [files[key] for e in _all(root, "itemref") if (key := str(e.get("idref"))) in files]
    return _Book(
        title=_first(root, "title"),
        publisher=_first(root, "publisher"),
        published=next((day for e in _all(root, "date") if (day := day_of(e.text))), None),
        chapters=tuple(dict.fromkeys(spine)),
    )


def _xml(archive: ZipFile, name: str, origin: Origin) -> Element:
    from defusedxml.ElementTree import fromstring

    found: Element = fromstring(member_bytes(archive, name, origin))
    return found


def _all(root: Element, name: str) -> Iterator[Element]:
    return (e for e in root.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] == name)


def _first(root: Element, name: str) -> str | None:
    return next((e.text for e in _all(root, name) if e.text and e.text.strip()), None)
