"""NewsML-G2 (single items and messages of many) and NITF → one `Text` an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO
from xml.etree.ElementTree import Element

from onrecord.errors import EmptyInput, InputError, UndecodableInput
from onrecord.sources.days import day_of
from onrecord.sources.formats import NEWSML, root_of
from onrecord.sources.markup import has_markup, words_of
from onrecord.sources.origin import Origin, web_address
from onrecord.sources.outcome import Failure, Found, Notice
from onrecord.sources.streams import look

_NO_TEXT = ("packageItem", "conceptItem", "knowledgeItem", "planningItem")


def read_newsml(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text a news item, as each is read; items of no words and packages are counted.

    Inline content is read (XHTML, NITF, plain text), content elsewhere is not fetched.
    """
    head, stream = look(stream)
    alone = root_of(head) in ("newsItem", "nitf")
    read, wordless, others = 0, 0, 0
    try:
        for element in _items(stream):
            if _tag(element) in _NO_TEXT:
                others += 1
                continue
            read += 1
            try:
                yield _text(element, origin, read, alone=alone)
            except EmptyInput:
                wordless += 1
    except SyntaxError as error:  # what ElementTree raises; what came before it was whole
        yield Failure(_broken(error, origin, read))
        return
    if wordless == read and (alone or not others):
        raise EmptyInput(
            "no words in it", where=origin.name, hint="the file that its content is in"
        )
    if not read:
        raise EmptyInput(
            "a package, which only points to items", where=origin.name, hint="the items themselves"
        )
    if wordless:
        yield Notice(origin.name, f"left out items without words (such as pictures): {wordless}")
    if others:
        yield Notice(origin.name, f"left out packages and other items that hold no text: {others}")


def _items(stream: BinaryIO) -> Iterator[Element]:
    """Each item once it is whole; it is forgotten when the next is asked for."""
    from defusedxml.ElementTree import iterparse

    inside = 0  # news items that are open: their own NITF is no item by itself
    for event, element in iterparse(stream, events=("start", "end")):
        tag = _tag(element)
        if tag == "newsItem":
            inside += 1 if event == "start" else -1
        if event == "end" and (
            tag == "newsItem" or tag in _NO_TEXT or (tag == "nitf" and not inside)
        ):
            yield element
            element.clear()


def _broken(error: SyntaxError, origin: Origin, read: int) -> InputError:
    after = f" after {read} items" if read else ""
    return UndecodableInput(
        f"XML that is broken{after}: {error}", where=origin.name, hint="fetch it again"
    )


def _text(item: Element, origin: Origin, number: int, *, alone: bool) -> Found:
    guid = item.get("guid") or ""
    return origin.text(
        _content(item),
        media_type=NEWSML,
        item=None if alone else guid or str(number),
        title=_title(item),
        url=web_address(guid) or web_address(_attribute(item, "link", "href")),
        publisher=_publisher(item),
        published=_day(item),
    )


def _content(item: Element) -> str:
    """The longest body: some items carry the same words twice, as NITF and as XHTML."""
    bodies = [_words(e) for e in item.iter() if _tag(e) in ("body.content", "body")]
    if not any(bodies):
        bodies = [_of_data(e) for e in item.iter() if _tag(e) == "inlineData"]
    if not any(bodies):
        bodies = [_words(e) for e in item.iter() if _tag(e) == "inlineXML"]
    return max(bodies, key=len, default="")


def _words(element: Element) -> str:
    """The words of an element, by the same rules as those of HTML."""
    for body in element.iter():  # of NITF, what is below the head alone
        if _tag(body) == "body.content":
            element = body
            break
    return words_of(_serialised(element))


def _serialised(element: Element) -> str:
    """The element as HTML, its names without namespaces."""
    from html import escape

    parts: list[str] = []
    open_: list[tuple[Element, bool]] = [(element, False)]
    while open_:  # no recursion: depth is the file's to choose
        node, done = open_.pop()
        tag = _tag(node)
        if done:
            parts.append(f"</{tag}>")
            parts.append(escape(node.tail or "", quote=False) if node is not element else "")
            continue
        parts.append(f"<{tag}>{escape(node.text or '', quote=False)}")
        open_.append((node, True))
        open_.extend((child, False) for child in reversed(node))
    return "".join(parts)


def _of_data(element: Element) -> str:
    words = "".join(element.itertext())
    kind = element.get("contenttype") or ""
    return words_of(words) if "html" in kind or has_markup(words) else words.strip()


def _title(item: Element) -> str | None:
    for name in ("headline", "hl1", "title"):
        for element in item.iter():
            if _tag(element) == name and (words := "".join(element.itertext()).strip()):
                return words
    return None


def _publisher(item: Element) -> str | None:
    for name in ("provider", "infoSource", "copyrightHolder"):
        for element in item.iter():
            if _tag(element) != name:
                continue
            inner = ["".join(e.itertext()).strip() for e in element if _tag(e) == "name"]
            if found := next(filter(None, inner), None) or element.get("literal"):
                return found
    return _attribute(item, "pubdata", "name") or _attribute(item, "doc.copyright", "holder")


def _day(item: Element) -> date | None:
    for name in ("versionCreated", "contentCreated", "firstCreated"):
        for element in item.iter():
            if _tag(element) == name and (day := day_of(element.text)):
                return day
    return day_of(_attribute(item, "date.issue", "norm"))


def _attribute(item: Element, tag: str, name: str) -> str | None:
    return next((v for e in item.iter() if _tag(e) == tag and (v := e.get(name))), None)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
