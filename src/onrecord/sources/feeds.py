"""RSS and Atom → one `Text` an item."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO
from urllib.parse import urljoin

from onrecord.errors import EmptyInput, UndecodableInput
from onrecord.sources.days import day_of
from onrecord.sources.entities import refuse_entities
from onrecord.sources.formats import FEED
from onrecord.sources.markup import has_markup, words_of
from onrecord.sources.origin import Origin, web_address
from onrecord.sources.outcome import Found, Notice
from onrecord.sources.streams import whole

_LARGEST = 64 << 20  # bytes: a feed is held in memory whole


def read_feed(stream: BinaryIO, origin: Origin) -> Iterator[Found]:
    """One text an item: its whole content where the feed has it, else its summary.

    The publisher is the source that an item names, else the title of the feed. Items of no
    words are left out and counted. Links are not followed.
    """
    import feedparser

    data = whole(stream, origin, _LARGEST)
    refuse_entities(data, origin.name)
    feed: Any = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        if feed.get("bozo"):
            told = " ".join(str(feed.get("bozo_exception", "")).split())
            raise UndecodableInput(
                f"a feed that is broken: {told}", where=origin.name, hint="fetch it again"
            )
        raise EmptyInput("the feed has no items", where=origin.name, hint="another feed")
    if feed.get("bozo") and "encoding" not in type(feed.bozo_exception).__name__.lower():
        yield Notice(origin.name, "a feed that is not well-formed: items may be missing")
    wordless, summaries = 0, 0
    for number, entry in enumerate(feed.entries, start=1):
        words, is_whole = _words(entry)
        if not any(c.isalnum() for c in words):
            wordless += 1
            continue
        summaries += not is_whole
        link = _link(entry, feed.feed, origin)
        yield origin.text(
            words,
            media_type=FEED,
            item=link or str(entry.get("id") or number),
            title=words_of(str(entry.get("title", ""))),
            url=link,
            publisher=_publisher(entry, feed.feed),
            published=_day(entry),
        )
    if wordless:
        yield Notice(origin.name, f"left out items without words: {wordless}")
    if summaries:
        yield Notice(origin.name, f"items of which the feed holds a summary only: {summaries}")


def _words(entry: Any) -> tuple[str, bool]:
    """The words of an item, and whether they are its whole content."""
    contents = [_of_markup(c) for c in entry.get("content", ())]
    content = max(contents, key=len, default="")
    if any(c.isalnum() for c in content):
        return content, True
    detail = entry.get("summary_detail") or {"value": entry.get("summary", "")}
    return _of_markup(detail), False


def _of_markup(detail: Any) -> str:
    value = str(detail.get("value") or "")
    plain = detail.get("type") == "text/plain" and not has_markup(value)
    return value.strip() if plain else words_of(value)


def _link(entry: Any, feed: Any, origin: Origin) -> str | None:
    link = entry.get("link")
    base = origin.url or feed.get("link") or ""
    return web_address(urljoin(str(base), str(link))) if link else None


def _publisher(entry: Any, feed: Any) -> str | None:
    named = (entry.get("source") or {}).get("title") or entry.get("publisher")
    return words_of(str(named or feed.get("title") or "")) or None


def _day(entry: Any) -> date | None:
    return day_of(entry.get("published") or entry.get("updated") or entry.get("created"))
