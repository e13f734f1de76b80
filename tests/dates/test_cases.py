"""Rows of `tests/cases/dates.yaml`: our own sentences and the times in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.dates import find_times

CASES = Path(__file__).parent.parent / "cases" / "dates.yaml"


def _rows() -> list[Any]:
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(row[0], group["published"], row[1], id=f"{group['because']}: {row[0]}")
        for group in groups
        for row in group["rows"]
    ]


@pytest.mark.parametrize(("text", "published", "expected"), _rows())
def test_times_of_a_sentence(text: str, published: date | None, expected: list[Any]) -> None:
    found = find_times(text, published)
    assert [[text[t.span.start : t.span.end], t.type, t.value] for t in found] == expected
