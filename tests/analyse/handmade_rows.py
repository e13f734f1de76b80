"""Position rows made by hand; the words are invented."""

from __future__ import annotations

from typing import Any

from onrecord.model import PositionRow, Span


def row(
    stance: str, day: str | None = "2024-03-01", voice: str = "indirect", **more: Any
) -> PositionRow:
    """A row of one actor on one issue; a condition is given by its words."""
    condition = more.pop("condition", None)
    values: dict[str, Any] = {
        "id": f"p-{stance}-{day}-{voice}",
        "text": "t1",
        "actor": "a1",
        "actor_name": "Amara Okafor",
        "actor_kind": "person",
        "country": "NO",
        "issue": "i1",
        "label": "build the bridge",
        "reversed": False,
        "stance": stance,
        "condition": (Span(5, 9),) if condition else None,
        "condition_words": condition,
        "voice": voice,
        "evidence": (Span(0, 4),),
        "words": f"words that say {stance}",
        "statement": None,
        "day": day,
        "known": f"{day or '2024-01-01'}T12:00:00.000000Z",
        "confidence": 0.7,
        "by": "positions/hand-1",
        "state": "machine",
        "title": None,
        "publisher": None,
        "url": None,
        "published": day,
        "sources": 1,
    }
    return PositionRow(**{**values, **more})
