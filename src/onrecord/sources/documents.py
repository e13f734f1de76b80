"""Documents of word processors, DOCX and ODT → `Text`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import Element

from onrecord.errors import UndecodableInput
from onrecord.sources.archives import member_bytes, open_zip
from onrecord.sources.days import day_of
from onrecord.sources.formats import DOCX, ODT
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Found, Notice

if TYPE_CHECKING:
    from docx.document import Document

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ABOUT = "{http://purl.org/dc/elements/1.1/}"
_DATED = "dated by the file's own properties, not by its words"


def read_docx(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text, a paragraph a line, those of tables in their place.

    Words inserted under tracked changes are read, deleted ones are not; nor are comments,
    headers and footers. Title and day (of the last change) come from the core properties.
    """
    import docx

    try:
        document = docx.Document(stream)
    except (KeyError, ValueError) as error:
        told = " ".join(str(error).split())
        raise UndecodableInput(
            f"a DOCX that is broken: {told}", where=origin.name, hint="save it again"
        ) from error
    words = "\n".join(_docx_lines(document))
    about = document.core_properties
    # What programs write with python-docx has the day of that library's own template.
    day = None if about.author == "python-docx" else day_of(about.modified or about.created)
    yield from _told(words, origin, DOCX, about.title, day)


def _docx_lines(document: Document) -> Iterator[str]:
    """The paragraphs, also those within tables, content controls and text boxes."""
    for paragraph in document.element.body.iter(f"{_WORD}p"):
        # A drawing is there twice, once for older programs.
        if any(a.tag == f"{_COMPATIBLE}Fallback" for a in paragraph.iterancestors()):
            continue
        line = "".join(_docx_runs(paragraph))
        yield from (part.strip() for part in line.split("\n") if part.strip())


def _docx_runs(paragraph: object) -> Iterator[str]:
    inner = {f"{_WORD}p", f"{_COMPATIBLE}Fallback"}
    waiting = list(reversed(list(paragraph)))  # type: ignore[call-overload]
    while waiting:
        node = waiting.pop()
        if node.tag in inner:  # a paragraph within this one comes by itself
            continue
        if node.tag == f"{_WORD}t":
            yield node.text or ""
        elif node.tag == f"{_WORD}tab":
            yield "\t" if node.getparent().tag == f"{_WORD}r" else ""
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"
        elif node.tag == f"{_WORD}noBreakHyphen":
            yield "-"
        waiting.extend(reversed(list(node)))


def read_odt(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text, a paragraph a line, those of tables in their place.

    Deleted words of tracked changes and comments are not read. Title and day come from the
    document's properties.
    """
    from defusedxml.ElementTree import fromstring

    archive = open_zip(stream, origin)
    root = fromstring(member_bytes(archive, "content.xml", origin))
    words = "\n".join(line for line in _odt_lines(root) if line.strip())
    title, day = None, None
    if "meta.xml" in archive.namelist():
        about = fromstring(member_bytes(archive, "meta.xml", origin))
        title = next((e.text for e in about.iter(f"{_ABOUT}title")), None)
        day = next((day_of(e.text) for e in about.iter(f"{_ABOUT}date")), None)
    yield from _told(words, origin, ODT, title, day)


def _odt_lines(root: Element) -> list[str]:
    skipped = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation"}
    breaks = {f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}line-break"}
    parts: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:  # no recursion: depth is the file's to choose
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        if node.tag in skipped:
            continue
        if node.tag in breaks:
            parts.append("\n")
            waiting.append("\n")
        if node.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            parts.append(" " if node.tag == f"{_TEXT}s" else "\t")
        inner = f"{_TEXT}" in node.tag  # only these hold words; white space elsewhere is layout
        if inner and node.text:
            parts.append(" ".join(node.text.split("\n")))
        for child in reversed(node):
            if inner and child.tail:
                waiting.append(" ".join(child.tail.split("\n")))
            waiting.append(child)
    return [" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n")]


def _told(
    words: str, origin: Origin, media_type: str, title: str | None, day: date | None
) -> Iterator[Found]:
    made = origin.text(words, media_type=media_type, title=title, published=origin.published or day)
    if day and not origin.published:
        yield Notice(origin.name, _DATED)
    yield made
