"""ninjs 1 and 2, IPTC's news items in JSON → `Text`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.sources.days import day_of
from onrecord.sources.formats import NINJS
from onrecord.sources.markup import words_of
from onrecord.sources.origin import Origin, web_address
from onrecord.sources.outcome import Found, Notice

_NESTED = 5  # items within items, deeper than any package goes


def is_item(found: Mapping[str, Any]) -> bool:
    """Whether an object looks like a ninjs item: it has an address and a body or a version."""
    if not isinstance(found, dict) or not isinstance(found.get("uri"), str):
        return False
    return any(key in found for key in ("bodies", "versioncreated", "headlines")) or any(
        key.startswith("body_") for key in found
    )


def items(item: Mapping[str, Any], origin: Origin, *, name: str) -> Iterator[Found]:
    """The text of one item, and of those within it; items without words (pictures) are counted.

    Bodies: plain text, else XHTML; of several in ninjs 2 the main one, else the longest. The
    publisher is the first source named, else the copyright holder.
    """
    wordless = 0
    for path, one in _walk(item, "", 0):
        words = _body(one)
        if not any(c.isalnum() for c in words):
            wordless += 1
            continue
        yield origin.text(
            words,
            media_type=NINJS,
            name=f"{name}!{path}" if path else name,
            title=_headline(one),
            url=web_address(one.get("url")) or web_address(one.get("uri")),
            publisher=_publisher(one),
            published=_day(one),
        )
    if wordless:
        yield Notice(name, f"left out items without words (such as pictures): {wordless}")


def _walk(
    item: Mapping[str, Any], path: str, depth: int
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield path, item
    inner = item.get("associations")
    if isinstance(inner, dict):  # ninjs 1 names them, ninjs 2 lists them
        pairs = [(str(key), value) for key, value in inner.items()]
    else:
        listed = inner if isinstance(inner, list) else []
        pairs = [(str(n), value) for n, value in enumerate(listed, start=1)]
    for key, value in pairs:
        if isinstance(value, dict) and depth < _NESTED:
            yield from _walk(value, f"{path}!{key}" if path else key, depth + 1)


def _body(item: Mapping[str, Any]) -> str:
    if isinstance(text := item.get("body_text"), str) and text.strip():
        return text.strip()
    for key in ("body_xhtml", "body_html", "body_nitf"):
        if isinstance(markup := item.get(key), str) and markup.strip():
            return words_of(markup)
    bodies = [b for b in _dicts(item.get("bodies")) if isinstance(b.get("value"), str)]
    main = [b for b in bodies if str(b.get("role", "main")).lower() in ("main", "body", "")]
    found = [_of_type(b) for b in main or bodies]
    return max(found, key=len, default="")


def _of_type(body: Mapping[str, Any]) -> str:
    kind = str(body.get("contenttype") or body.get("contentType") or "")
    value = str(body["value"])
    return value.strip() if kind == "text/plain" else words_of(value)


def _headline(item: Mapping[str, Any]) -> str | None:
    if isinstance(line := item.get("headline") or item.get("title"), str):
        return words_of(line)
    values = [h["value"] for h in _dicts(item.get("headlines")) if isinstance(h.get("value"), str)]
    return words_of(values[0]) if values else None


def _publisher(item: Mapping[str, Any]) -> str | None:
    sources = [s.get("name") for s in _dicts(item.get("infosources") or item.get("infosource"))]
    named = [item.get("source"), *sources, item.get("copyrightholder")]
    return next((n for n in named if isinstance(n, str) and n.strip()), None)


def _day(item: Mapping[str, Any]) -> Any:
    keys = ("versioncreated", "contentcreated", "firstcreated")
    return next((day for key in keys if (day := day_of(item.get(key)))), None)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []
