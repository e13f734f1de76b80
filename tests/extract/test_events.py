"""Sentences of our own and the events they tell of (tests/cases/events.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.extract.draft import Draft
from onrecord.extract.events import find_events
from onrecord.extract.parse import parse
from onrecord.model import Text

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "events.yaml").read_text(encoding="utf-8")
)


def _case(row: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=row["gap"])] if "gap" in row else []
    return pytest.param(row, id=row["text"][:60], marks=marks)


@pytest.mark.model
@pytest.mark.parametrize("row", [_case(row) for row in CASES])
def test_a_text_tells_of_these_events(row: dict[str, Any]) -> None:
    """Types, modes, statuses, triggers and argument phrases are those of the row, no more."""
    draft = Draft(text=Text.of(row["text"]), doc=parse(row["text"]))
    events = find_events(draft)
    read = [(e.type, e.mode, e.status, " ".join(t.text for t in e.trigger)) for e in events]
    wanted = [
        (e["type"], e.get("mode"), e.get("status", "reported"), e["trigger"]) for e in row["events"]
    ]
    assert [r[:3] for r in read] == [w[:3] for w in wanted], read
    for event, coded, (*_, words) in zip(events, row["events"], read, strict=True):
        assert set(coded["trigger"].split()) <= set(words.split())
        for phrases, key in ((event.actors, "actors"), (event.recipients, "recipients")):
            given = " | ".join(row["text"][p.start : p.end] for p in phrases)
            assert all(word in given for word in coded.get(key, [])), (key, given)
