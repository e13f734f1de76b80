"""Issues that may be one act but were kept apart: the likeliest first, for a person to merge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.issues.lexicon import word_set
from onrecord.issues.phrase import tokens_of
from onrecord.model import fold
from onrecord.store import actors, issues
from onrecord.store.alike import Founded, Vectors, founded, holders, kept_apart
from onrecord.store.issues import IssueRow
from onrecord.store.ledger import Ledger

AT_LEAST = 0.75
"""Cosine from which two labels are shown as perhaps one act: chosen after reading some 65 pairs
above it in 3,620 news articles of 2017. Not tuned; pairs below it were not read."""
MOST = 50_000  # labels compared: those with the most positions
BLOCK = 512  # labels whose products with all others are in memory at once: 100 MB at MOST
WEIGHED = 5_000  # pairs, those of the highest cosine, of which holders and words are looked up
SHARED = 0.05  # what a shared holder, and what all words in common, add to the cosine


@dataclass(frozen=True, slots=True)
class Alike:
    """Two issues that may be one. `holders` are the names of actors that stand on both.

    `likeness` orders, from 0 to 1: the cosine of the founding labels, plus 0.05 where somebody
    stands on both, plus 0.05 times the share of the labels' words that both have; over 1.1. It is
    no probability.
    """

    first: IssueRow
    second: IssueRow
    likeness: float
    cosine: float
    holders: tuple[str, ...]


def alike(
    ledger: Ledger,
    words: str = "",
    *,
    limit: int = 30,
    at_least: float = AT_LEAST,
    vague: bool = False,
) -> list[Alike]:
    """Pairs of issues that may be one act, the likeliest first; the busier of each pair first.

    One of each pair has all the `words` in its label, if any are given. Labels that say too little
    to be one act in two texts (“pass the bill”) are left out unless `vague`. Pairs share a holder
    or a word; those that are each other's reverse, or that a person has split, are left out. Every
    label is compared with every other, in blocks: the time grows with the square of their number
    (up to `MOST`), the memory does not.
    """
    with ledger.transaction() as db:
        found = founded(db, most=MOST, vague=vague)
        asked = _asked(found, dict(issues.labels(db, found.issues)), words)
        pairs = _nearest(found, asked, at_least)
        both = {issue for pair in pairs for issue in pair}
        labels = issues.labels(db, both)
        held, apart = holders(db, both), kept_apart(db, both)
        scored = [
            (pair, (cosine + gain) / (1 + 2 * SHARED), cosine, shared)
            for pair, cosine in pairs.items()
            if frozenset(pair) not in apart
            for shared in [held.get(pair[0], frozenset()) & held.get(pair[1], frozenset())]
            if (gain := _gain(shared, labels[pair[0]], labels[pair[1]])) > 0
        ]
        scored.sort(key=lambda row: (-row[1], row[0]))
        scored = scored[:limit]
        rows = {row.id: row for row in issues.by_ids(db, {i for pair, *_ in scored for i in pair})}
        names = actors.by_ids(db, {a for *_, shared in scored for a in shared})
    made = []
    for (a, b), likeness, cosine, shared in scored:
        first, second = sorted((rows[a], rows[b]), key=lambda row: (-row.positions, row.id))
        held_by = tuple(sorted(names[x].name for x in shared if x in names))
        made.append(Alike(first, second, round(likeness, 4), round(cosine, 4), held_by))
    return made


def _gain(shared: frozenset[str], one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    common = len(a & b) / len(a | b) if a | b else 0.0
    return SHARED * bool(shared) + SHARED * common


def _words(label: str) -> frozenset[str]:
    """The lemmas of a label, without those that say nothing of the act."""
    lemmas = frozenset(token.lemma for token in tokens_of(label))
    return lemmas - word_set("empty") - word_set("light")


def _asked(found: Founded, labels: dict[str, str], words: str) -> npt.NDArray[np.intp]:
    """The rows whose issue has all the words in its label; all rows where no words are given."""
    wanted = fold(words).split()
    if not wanted:
        return np.arange(len(found.issues))
    fits = [
        n
        for n, issue in enumerate(found.issues)
        if all(
            any(word.startswith(start) for word in fold(labels.get(issue, "")).split())
            for start in wanted
        )
    ]
    return np.array(fits, dtype=np.intp)


def _nearest(
    found: Founded, asked: npt.NDArray[np.intp], at_least: float
) -> dict[tuple[str, str], float]:
    """Pairs of issues → the highest cosine of their labels, of the `WEIGHED` nearest ones."""
    best: dict[tuple[str, str], float] = {}
    for rows, columns, values in _blocks(found.vectors, asked, at_least):
        for i, j, value in zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True):
            a, b = sorted((found.issues[i], found.issues[j]))
            if a != b and value > best.get((a, b), -1.0):
                best[a, b] = value
        if len(best) > 2 * WEIGHED:
            best = _top(best)
    return _top(best)


def _top(pairs: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    return dict(sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:WEIGHED])


def _blocks(
    vectors: Vectors, asked: npt.NDArray[np.intp], at_least: float
) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Vectors]]:
    """The rows and columns of products of at least so much, a block of rows at a time."""
    everything = len(asked) == len(vectors)
    for start in range(0, len(asked), BLOCK):
        rows = asked[start : start + BLOCK]
        after = start if everything else 0  # of all pairs each is looked at once
        product = vectors[rows] @ vectors[after:].T
        product[np.arange(len(rows)), rows - after] = -1.0  # itself
        i, j = np.nonzero(product >= at_least)
        yield rows[i], j + after, product[i, j]
