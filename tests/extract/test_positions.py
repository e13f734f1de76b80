"""Sentences of our own give the positions coded for them (rows of cases/positions.yaml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.extract.reader import Reader
from onrecord.model import Record

CASES = Path(__file__).parent.parent / "cases" / "positions.yaml"

pytestmark = pytest.mark.model


def rows() -> list[Any]:
    found = []
    for row in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        gap = row.get("gap")
        marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
        found.append(pytest.param(row, id=row["text"][:60], marks=marks))
    return found


@cache
def reader() -> Reader:
    """All by rules: what they give must not hang on a newly trained tagger."""
    return Reader(statements="rules", positions="rules")


def given(record: Record) -> list[dict[str, str | None]]:
    return [
        {
            "actor": record.actor(p.actor).name,
            "issue": record.issue(p.issue).label,
            "stance": p.stance,
            "voice": p.voice,
            "condition": record.document.words(*p.condition) if p.condition else None,
        }
        for p in record.positions
    ]


@pytest.mark.parametrize("row", rows())
def test_a_sentence_gives_the_positions_coded_for_it(row: dict[str, Any]) -> None:
    found = given(reader().read(row["text"]))
    if row.get("none"):
        assert found == []
    for wanted in row.get("positions", []):
        asked = {"condition": None, **wanted}
        assert any(all(f[k] == v for k, v in asked.items()) for f in found), found


def test_reading_twice_gives_the_same_positions() -> None:
    text = "Norway backs the ban. Japan opposes it, and so does Chile unless quotas are raised."
    assert reader().read(text).positions == reader().read(text).positions


def test_one_act_named_twice_is_one_issue() -> None:
    record = reader().read(
        "Kenya supports the deployment of police in Haiti. "
        "Brazil opposes the deployment of police in Haiti."
    )
    assert {p.issue for p in record.positions} == {record.issues[0].id}
    assert len(record.issues[0].mentions) == 2


def test_what_gives_no_position_is_counted() -> None:
    record = reader().read("The neighbours oppose the new road.")
    reasons = {d.reason for d in record.dropped if d.step.startswith("positions")}
    assert reasons == {"no holder in reach"}
