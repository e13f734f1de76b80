"""Fragments of HTML, as feeds, news items, books and mails hold them → running text.

A whole page has menus and teasers, and goes through `pages.page`; what is read here is the
article alone, and all of its words are kept.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_BEGINNING = 50_000  # characters within which a first heading is looked for
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_HEADING = re.compile(r"<(h[1-3])\b[^>]*>(.{0,500}?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_CLOSED = re.compile(r"<(?:script|style|title|iframe|textarea|noscript)\b[^<>]*/>", re.IGNORECASE)
"""Empty in XHTML; in HTML such a tag would be taken as open, and all that follows as its own."""
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def words_of(markup: str) -> str:
    """The words of a fragment, a paragraph a line, none of it interpreted.

    >>> words_of("<p>Rates <b>rose</b>.</p><script>x()</script><ul><li>A &amp; B</li></ul>")
    'Rates rose.\\nA & B'
    """
    from lxml import etree

    if "<" not in markup and "&" not in markup:
        return "\n".join(" ".join(line.split()) for line in markup.splitlines() if line.strip())
    # lxml, because the standard library's parser takes minutes for a page made to stop it.
    parser = etree.HTMLParser(target=_Words(), encoding="utf-8")
    closed = _CLOSED.sub("", markup.replace("\0", ""))
    parser.feed(b"<body>" + closed.encode("utf-8", "replace"))
    return str(parser.close())


def heading_of(markup: str) -> str | None:
    """The words of the first heading, if there is one.

    >>> heading_of("<body><h2>The <i>ferries</i></h2><p>They stay.</p>")
    'The ferries'
    """
    found = _HEADING.search(markup, 0, _BEGINNING)
    return " ".join(words_of(found.group(2)).split()) or None if found else None


def has_markup(words: str) -> bool:
    """Whether there are tags or character references in it."""
    return bool(_TAG.search(words))


class _Words:
    """What lxml's parser tells of a fragment, as lines of words."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._skipping: str | None = None  # the element within which nothing is read
        self._depth = 0  # how many of that element are open

    def start(self, tag: str, attributes: object) -> None:
        if self._skipping:
            self._depth += tag == self._skipping
        elif tag in _set("skipped"):
            self._skipping, self._depth = tag, 1
        elif tag in _set("blocks"):
            self._end_line()

    def end(self, tag: str) -> None:
        if self._skipping:
            self._depth -= tag == self._skipping
            if not self._depth:
                self._skipping = None
        elif tag in _set("blocks"):
            self._end_line()
        elif tag in _set("cells"):
            self._line.append("\t")

    def data(self, words: str) -> None:
        if not self._skipping:
            self._line.append(_SPACE.sub(" ", words))

    def _end_line(self) -> None:
        cells = (" ".join(cell.split()) for cell in "".join(self._line).split("\t"))
        line = "\t".join(cells).strip()
        if line:
            self._lines.append(line)
        self._line = []

    def close(self) -> str:
        self._end_line()
        return "\n".join(self._lines)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    source = resources.files("onrecord.sources").joinpath("markup.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
