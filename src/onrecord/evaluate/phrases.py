"""Pairs of issue phrases of our own: the same act, its opposite, or another?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.actors.territories import territories
from onrecord.errors import DataError
from onrecord.evaluate.figures import Figure, Score
from onrecord.issues import DIFFERENT, OPPOSITE, SAME, IssueIndex, Judge, country_words
from onrecord.issues.encoder import Encoder, MiniLM
from onrecord.issues.lexicon import lemma

RELATIONS = (SAME, OPPOSITE, DIFFERENT)
HALVES = ("dev", "test")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two phrases, how they are related, and which half they are of: dev or test."""

    first: str
    second: str
    relation: str
    half: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file of four columns; raises `DataError` where a line is another."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != 4 or row[2] not in RELATIONS or row[3] not in HALVES:
            raise DataError(
                "not a pair of phrases",
                where=f"{path}:{number}",
                hint="phrase, phrase, same|opposite|different, dev|test, with tabs between",
            )
        yield Pair(*row)


def default_judge(encoder: Encoder | None = None) -> Judge:
    """The judge with the encoder and the words of countries."""
    forms = (
        (t.code, (*t.names, *t.adjectives, *t.people, *t.seats)) for t in territories().values()
    )
    return Judge(encoder or MiniLM(), country_words(forms))


def evaluate_phrases(pairs: Path, reader: object = None) -> list[Figure]:
    """Of each half: F1 of “same” and “opposite”, opposites merged, and the floors.

    The floors are the best F1 of “same” that one threshold gives on the dev half: of the cosine
    alone, and of the share of common words alone. `reader` is not needed: no text is read.
    """
    rows = list(read_pairs(pairs))
    encoder = MiniLM()
    judge = default_judge(encoder)
    figures: list[Figure] = []
    for half in HALVES:
        some = [p for p in rows if p.half == half]
        figures += _judged(some, judge, half) if some else []
    figures += _merged(rows, judge)
    for name, scores in (("cosine", _cosines(rows, encoder)), ("words", _overlaps(rows))):
        figures += _floor(rows, scores, name)
    return figures


def _judged(pairs: Sequence[Pair], judge: Judge, half: str) -> list[Figure]:
    counts = Counter((p.relation, judge.compare(p.first, p.second).relation) for p in pairs)
    figures = []
    for relation in (SAME, OPPOSITE):
        score = Score(
            counts[relation, relation],
            sum(n for (_, given), n in counts.items() if given == relation),
            sum(n for (wanted, _), n in counts.items() if wanted == relation),
        )
        figures += score.figures("phrases", "own pairs", half, relation)
    wrong = counts[OPPOSITE, SAME]
    total = sum(n for (wanted, _), n in counts.items() if wanted == OPPOSITE)
    figures.append(
        Figure("phrases", "own pairs", half, "opposites taken for same", wrong / total, total)
    )
    return figures


def _merged(pairs: Sequence[Pair], judge: Judge) -> list[Figure]:
    """All phrases gathered at once: how many pairs of each kind end in one issue."""
    index = IssueIndex(judge)
    index.add(x for p in pairs for x in (p.first, p.second))
    figures = []
    for relation in RELATIONS:
        some = [p for p in pairs if p.relation == relation]
        together = sum(index.issue_of(p.first) == index.issue_of(p.second) for p in some)
        figures.append(
            Figure(
                "phrases",
                "own pairs",
                "all",
                f"{relation} in one issue",
                together / len(some),
                len(some),
            )
        )
    return figures


def _floor(pairs: Sequence[Pair], scores: Sequence[float], name: str) -> list[Figure]:
    at = max(
        (round(float(t), 2) for t in np.arange(0.2, 1.0, 0.01)),
        key=lambda t: _f1(pairs, scores, t, "dev").f1,
    )
    return [
        Figure("phrases", "own pairs", half, f"same F1 of {name} ≥ {at}", score.f1, score.wanted)
        for half in HALVES
        for score in (_f1(pairs, scores, at, half),)
    ]


def _f1(pairs: Sequence[Pair], scores: Sequence[float], least: float, half: str) -> Score:
    given = [
        (p.relation == SAME, s >= least)
        for p, s in zip(pairs, scores, strict=True)
        if p.half == half
    ]
    return Score(
        sum(wanted and yes for wanted, yes in given),
        sum(yes for _, yes in given),
        sum(wanted for wanted, _ in given),
    )


def _cosines(pairs: Iterable[Pair], encoder: Encoder) -> list[float]:
    return [float(np.dot(*encoder.encode([p.first, p.second]))) for p in pairs]


def _overlaps(pairs: Iterable[Pair]) -> list[float]:
    """Jaccard similarity of the lemmas."""
    found = []
    for p in pairs:
        a, b = ({lemma(w) for w in x.split()} for x in (p.first, p.second))
        found.append(len(a & b) / len(a | b))
    return found
