"""A text: frozen characters, named by their hash, with what is known of where they came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from onrecord.model.ids import text_id
from onrecord.model.spans import Span, check_span


@dataclass(frozen=True, slots=True)
class Text:
    """The document of a record. Make one with `Text.of`, which names it.

    `published` is when the text appeared, `retrieved` when we fetched it (two clocks).
    `language` is ISO 639-1; `media_type` that of the source the characters were taken from.
    """

    id: str
    name: str
    title: str | None
    url: str | None
    publisher: str | None
    published: date | None
    retrieved: datetime | None
    language: str
    media_type: str
    text: str

    @classmethod
    def of(
        cls,
        characters: str,
        *,
        name: str = "-",
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        retrieved: datetime | None = None,
        language: str = "en",
        media_type: str = "text/plain",
    ) -> Text:
        """A text named by its characters.

        >>> Text.of("Kallas said no.", name="a.txt").id[:8]
        'b4e8237d'
        """
        return cls(
            id=text_id(characters),
            name=name,
            title=title,
            url=url,
            publisher=publisher,
            published=published,
            retrieved=retrieved,
            language=language,
            media_type=media_type,
            text=characters,
        )

    def dated(self, published: date | None) -> Text:
        """The same text with another date of publication."""
        return replace(self, published=published)

    def span(self, start: int, end: int) -> Span:
        """The span `start`–`end`; raises `SpanError` where it does not lie in the text."""
        return check_span(self.text, start, end)

    def words(self, *spans: Span) -> str:
        """What the spans cover, the gaps of a broken passage shown as “ … ”."""
        return " … ".join(self.text[s.start : s.end] for s in spans)
