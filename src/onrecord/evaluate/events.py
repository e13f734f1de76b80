"""Events against sentences coded by hand with PLOVER types, actors and recipients.

The gold is JSON lines: `text` and `events`, each with `type`, `actor_span` and `recipient_span`
(lists of [start, end) in code points, empty or absent where the coder named none). A type of
null is the older YIELD, which PLOVER has since split: both CONCEDE and RETREAT are right.

Two figures, micro-averaged over sentences, events matched one to one:

- type: the types of a sentence as a multiset;
- type, actor and recipient: the type is right, and where the gold has an actor (a recipient), one
  of the phrases read as actor (recipient) shares a character with it.

The gold codes one event a sentence, also where a sentence tells of several: recall is fair,
precision is a lower bound.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.figures import Figure, Score, matched
from onrecord.extract.draft import Draft
from onrecord.extract.events import RawEvent, find_events
from onrecord.extract.parse import DEFAULT_PIPELINE, parse_all
from onrecord.extract.reader import Reader
from onrecord.model import Text

YIELD = frozenset({"CONCEDE", "RETREAT"})
"""What a gold event without a type may be."""
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event of the gold: its types (any is right) and where actor and recipient stand."""

    types: frozenset[str]
    actor: Pairs
    recipient: Pairs


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence of the gold with its events."""

    text: str
    events: tuple[CodedEvent, ...]


def read_sentences(path: Path) -> list[CodedSentence]:
    """The sentences of a gold file; raises `MissingInput`, or `DataError` for a broken line."""
    if not path.is_file():
        raise MissingInput("no such gold file", where=str(path))
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            events = tuple(
                CodedEvent(
                    frozenset({event["type"]}) if event["type"] else YIELD,
                    _pairs(event.get("actor_span")),
                    _pairs(event.get("recipient_span")),
                )
                for event in row["events"]
            )
            found.append(CodedSentence(row["text"], events))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"not a coded sentence: {error}", where=f"{path}:{number}") from error
    return found


def score_sentence(given: Sequence[RawEvent], wanted: Sequence[CodedEvent]) -> tuple[Score, Score]:
    """Scores of one sentence: by type alone, and by type, actor and recipient."""

    def whole(event: Any, coded: Any) -> bool:
        return bool(
            event.type in coded.types
            and _meets([(a.start, a.end) for a in event.actors], coded.actor)
            and _meets([(r.start, r.end) for r in event.recipients], coded.recipient)
        )

    def type_only(event: Any, coded: Any) -> bool:
        return bool(event.type in coded.types)

    by_type = matched(given, wanted, type_only)
    by_all = matched(given, wanted, whole)
    return (
        Score(len(by_type), len(given), len(wanted)),
        Score(len(by_all), len(given), len(wanted)),
    )


def evaluate_events(
    gold: Path, reader: Reader | None = None, *, split: str = "train"
) -> list[Figure]:
    """Precision, recall and F1 on `gold` (a file), by type, and by type, actor and recipient.

    Of the reader the language model alone is used: arguments are scored as phrases, before they
    are linked to actors. `split` is what the figures are filed under.
    """
    sentences = read_sentences(gold)
    pipeline = reader.language_model if reader else DEFAULT_PIPELINE
    by_type = by_all = Score(0, 0, 0)
    docs = parse_all((s.text for s in sentences), pipeline)
    for sentence, doc in zip(sentences, docs, strict=True):
        given = find_events(Draft(text=Text.of(sentence.text), doc=doc))
        of_type, of_all = score_sentence(given, sentence.events)
        by_type += of_type
        by_all += of_all
    name = gold.stem
    return [
        *by_type.figures("events", name, split, "type"),
        *by_all.figures("events", name, split, "type, actor and recipient"),
    ]


def _pairs(spans: Iterable[Iterable[int]] | None) -> Pairs:
    return tuple((start, end) for start, end in spans or ())


def _meets(given: Iterable[tuple[int, int]], wanted: Pairs) -> bool:
    """Whether any two share a character; with nothing wanted, anything will do."""
    return not wanted or any(a < d and c < b for a, b in given for c, d in wanted)
