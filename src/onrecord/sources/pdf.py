"""PDF → `Text`: its running text, without what is repeated on each page."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import EmptyInput, InputError
from onrecord.sources.days import day_of
from onrecord.sources.formats import PDF
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Found, Notice
from onrecord.sources.reflow import paragraphs
from onrecord.sources.streams import seekable

if TYPE_CHECKING:
    from pypdf import PdfReader

_EDGE = 3  # lines at the top and at the foot of a page among which headers and footers are
_OFTEN = 0.3  # share of pages on which a header stands: left and right pages may have their own
_RUNNING = 3  # pages that share their first or last line: the running head of a chapter
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2}")  # a row of numbers alone is of a table, not a header
_PAGE = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_LIGATURE = str.maketrans(_LIGATURES)
_NO_TITLE = re.compile(
    r"(?i)^(?:microsoft \w+ - |untitled|document\d*$)|\.(?:docx?|pdf|indd|rtf|odt)$"
)


def read_pdf(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text: paragraphs a line each, pages run together.

    The title and the day come from the file's own properties (and a notice says so of the day).
    Raises `EmptyInput` where the pages are pictures, `InputError` where a password is needed.
    """
    with seekable(stream, origin) as source:
        yield from _read(source, origin)


def _read(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # our own errors tell what goes wrong
    reader = PdfReader(stream)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(
            "an encrypted PDF: it needs a password",
            where=origin.name,
            hint="save it without one: qpdf --decrypt --password=… IN OUT",
        )
    pages, broken = _pages(reader)
    lines = [line for page in _without_edges(pages) for line in page]
    words = "\n".join(paragraphs(lines))
    if not any(c.isalnum() for c in words):
        if broken:
            raise InputError(
                f"a PDF of which no page can be read ({broken} broken)",
                where=origin.name,
                hint="open it in its own program and save it again",
            )
        raise EmptyInput(
            f"no text in the {len(pages)} pages of this PDF: scanned pictures, it seems",
            where=origin.name,
            hint="ocrmypdf IN OUT puts the words in",
        )
    if broken:
        yield Notice(origin.name, f"pages that are broken and left out: {broken}")
    title, day = _properties(reader)
    if day and not origin.published:
        yield Notice(origin.name, "dated by the file's own properties, not by its words")
    yield origin.text(words, media_type=PDF, title=title, published=origin.published or day)


def _pages(reader: PdfReader) -> tuple[list[list[str]], int]:
    """The lines of each page, and the number of pages that cannot be read."""
    pages: list[list[str]] = []
    broken = 0
    for number in range(len(reader.pages)):
        try:
            words = reader.pages[number].extract_text()
        except Exception:  # a parser of broken files breaks in any way; other pages may be whole
            broken += 1
            continue
        pages.append(words.translate(_LIGATURE).splitlines())
    return pages, broken


def _without_edges(pages: list[list[str]]) -> Iterator[list[str]]:
    """The pages without page numbers, headers and footers.

    A header is a line near an edge that many pages share, or one at the very edge that some do
    (the running heads of chapters).
    """
    near = Counter(key for page in pages for key in {_key(page[i]) for i in _edges(page, _EDGE)})
    outer = Counter(key for page in pages for key in {_key(page[i]) for i in _edges(page, 1)})
    least = max(2, _OFTEN * len(pages))

    def dropped(line: str, *, at_edge: bool) -> bool:
        key = _key(line)
        often = near[key] >= least or (at_edge and outer[key] >= _RUNNING)
        return bool(_PAGE.fullmatch(line.strip()) or (often and _WORD.search(line)))

    for page in pages:
        edges, edge = _edges(page, _EDGE), _edges(page, 1)
        yield [
            line
            for i, line in enumerate(page)
            if i not in edges or not dropped(line, at_edge=i in edge)
        ]


def _edges(page: list[str], count: int) -> frozenset[int]:
    """Where the first and the last `count` lines that are not empty stand."""
    filled = [i for i, line in enumerate(page) if line.strip()]
    return frozenset(filled[:count] + filled[-count:])


def _key(line: str) -> str:
    """A line as it is compared: all numbers are one, for the page's own stands among them."""
    return _NUMBER.sub("#", " ".join(line.split()).lower())


def _properties(reader: PdfReader) -> tuple[str | None, date | None]:
    """Title and day of the file's properties; a title that a program made up is none."""
    try:
        about = reader.metadata
        title = about.title if about else None
        day = day_of(about.creation_date or about.modification_date) if about else None
    except Exception:  # properties are often broken, and no text is lost by it
        return None, None
    return (None if title and _NO_TITLE.search(title.strip()) else title), day
