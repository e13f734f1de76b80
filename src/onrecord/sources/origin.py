"""What is known of an input before it is read, and the making of a `Text` from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from onrecord.errors import EmptyInput
from onrecord.model import Text
from onrecord.sources.formats import JSONL, PLAIN
from onrecord.sources.language import language_of


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from.

    `name` is what a person is told. `hint` is the name whose suffix says what kind of file it
    is (a.csv for a.csv.gz). `published` is the day given by the caller, `columns` the caller's
    map of columns. `declared` and `charset` are what a server said. `depth` counts the
    containers around it.
    """

    name: str
    hint: str
    published: date | None = None
    columns: Mapping[str, str] | None = None
    url: str | None = None
    retrieved: datetime | None = None
    declared: str | None = None
    charset: str | None = None
    depth: int = 0

    def inside(self, member: str) -> Origin:
        """The origin of a file within this one: `archive.zip!folder/a.txt`."""
        return replace(
            self,
            name=f"{self.name}!{member}",
            hint=member,
            url=None,
            declared=None,
            charset=None,
            depth=self.depth + 1,
        )

    def unpacked(self) -> Origin:
        """The same, its compression taken off."""
        hint = self.hint[:-3] if self.hint.lower().endswith(".gz") else self.hint
        return replace(self, hint=hint, declared=None, depth=self.depth + 1)

    def text(
        self,
        characters: str,
        *,
        media_type: str,
        item: str | None = None,
        name: str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        retrieved: datetime | None = None,
    ) -> Text:
        """The text of this input, or of one item in it; raises `EmptyInput` without words.

        `name` names it, else `item` after the name of the input. What the item says of itself
        goes before what is known of the whole.
        """
        told = _clean(name or (f"{self.name}!{item}" if item else self.name))
        if media_type not in (PLAIN, JSONL):  # of these no character is changed
            characters = _clean(characters)
        if not any(c.isalnum() for c in characters):
            raise EmptyInput("there are no words to read", where=told, hint="another file")
        return Text.of(
            characters,
            name=told,
            title=_line(title),
            url=url or self.url,
            publisher=_line(publisher),
            published=published or self.published,
            retrieved=retrieved or self.retrieved,
            language=language_of(characters),
            media_type=media_type,
        )


def _line(value: str | None) -> str | None:
    """On one line, or nothing where there are no characters."""
    return " ".join(_clean(value).split()) or None if value else None


def _clean(words: str) -> str:
    """Without what no file or database takes: zeros and halves of characters."""
    if "\0" in words:
        words = words.replace("\0", "")
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")


def web_address(value: object) -> str | None:
    """The value where it is an address of the web, else nothing.

    >>> web_address(" https://a.example/x "), web_address("urn:news:1")
    ('https://a.example/x', None)
    """
    words = str(value).strip() if value else ""
    return words if words.lower().startswith(("http://", "https://")) else None
