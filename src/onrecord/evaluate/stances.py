"""Two hundred sentences of our own, forty a stance: does a reading give each its stance?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.evaluate.figures import Figure, Score
from onrecord.extract.reader import Reader
from onrecord.model import Record, Text


@dataclass(frozen=True, slots=True)
class StanceCase:
    """A sentence, the stance it gives its holders, and the condition it names, if any."""

    text: str
    stance: str
    condition: str | None


def stance_cases(path: Path) -> Iterator[StanceCase]:
    """The rows of the YAML file, in its order."""
    import yaml

    for stance, rows in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for row in rows:
            yield StanceCase(row["text"], stance, row.get("condition"))


def given_stances(record: Record) -> set[str]:
    """Every stance a record gives to anybody."""
    return {p.stance for p in record.positions}


def condition_score(record: Record, case: StanceCase) -> Score:
    """Words of the condition found, given, wanted; white space cuts words."""
    given: Counter[str] = Counter()
    for spans in {p.condition for p in record.positions if p.condition}:
        given.update(_words(record.document.words(*spans)))
    wanted = Counter(_words(case.condition or ""))
    return Score((given & wanted).total(), given.total(), wanted.total())


def _words(text: str) -> list[str]:
    return [w.strip(".,;:“”\"'").casefold() for w in text.split()]


def evaluate_stances(cases: Path, reader: Reader) -> list[Figure]:
    """Share of sentences whose every position has the wanted stance, and condition overlap F1.

    A sentence without any position is wrong.
    """
    rows = list(stance_cases(cases))
    texts = [Text.of(r.text, name=str(n), published=date(2025, 3, 14)) for n, r in enumerate(rows)]
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    conditions = Score(0, 0, 0)
    for case, record in zip(rows, reader.read_all(texts), strict=True):
        wanted[case.stance] += 1
        right[case.stance] += given_stances(record) == {case.stance}
        conditions += condition_score(record, case)
    total = wanted.total()
    return [
        Figure("stances", "own sentences", "all", "accuracy", right.total() / total, total),
        *(
            Figure("stances", "own sentences", "all", f"accuracy of {s}", right[s] / n, n)
            for s, n in wanted.items()
        ),
        *conditions.figures("stances", "own sentences", "all", "condition words"),
    ]
