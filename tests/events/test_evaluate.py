"""How events are scored against coded sentences."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.events import CodedEvent, evaluate_events, read_sentences, score_sentence


def _read(type_: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Any:
    def phrase(span: tuple[int, int]) -> SimpleNamespace:
        return SimpleNamespace(start=span[0], end=span[1])

    return SimpleNamespace(type=type_, actors=(phrase(actor),), recipients=(phrase(recipient),))


CODED = CodedEvent(frozenset({"AID"}), ((0, 5),), ((10, 15),))


def test_an_event_with_overlapping_phrases_is_right() -> None:
    by_type, whole = score_sentence([_read("AID", (3, 8), (12, 20))], [CODED])
    assert (by_type.right, whole.right) == (1, 1)


def test_an_event_with_another_recipient_is_right_by_type_only() -> None:
    by_type, whole = score_sentence([_read("AID", (3, 8), (20, 30))], [CODED])
    assert (by_type.right, whole.right) == (1, 0)


def test_one_coded_event_is_found_once() -> None:
    twice = [_read("AID", (0, 5), (10, 15))] * 2
    by_type, whole = score_sentence(twice, [CODED])
    assert (by_type.right, by_type.given, whole.right) == (1, 2, 1)


def test_an_event_without_a_type_may_be_a_concession_or_a_retreat(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    event = {"type": None, "actor_span": [[0, 4]], "recipient_span": None}
    path.write_text(json.dumps({"text": "Mali yielded.", "events": [event]}), encoding="utf-8")
    (sentence,) = read_sentences(path)
    assert sentence.events == (CodedEvent(frozenset({"CONCEDE", "RETREAT"}), ((0, 4),), ()),)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "x"}\n', encoding="utf-8")
    with pytest.raises(DataError, match="not a coded sentence"):
        read_sentences(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        read_sentences(tmp_path / "none.jsonl")


@pytest.mark.model
@pytest.mark.gold
def test_events_of_coded_sentences_are_found_as_well_as_when_last_measured(gold: Path) -> None:
    figures = {f.metric: f.value for f in evaluate_events(gold / "events" / "plv_train.jsonl")}
    assert figures["type F1"] > 0.70
    assert figures["type, actor and recipient F1"] > 0.52
