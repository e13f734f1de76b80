"""How sure the attribution tagger may say it is: calibration on articles it did not learn from.

A logistic regression maps the tagger's own evidence (tag and link probabilities) to the chance
that an attribution is right; `reliability` checks it elsewhere.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.evaluate.export import write_config
from onrecord.evaluate.export_statements import FILES
from onrecord.evaluate.polnear import ROLES, Attribution, annotated, read_attributions, read_text
from onrecord.extract.statements.tagger import TaggedAttribution, Tagger, logit
from onrecord.extract.statements.tagger_syntax import Syntax

Floats = NDArray[np.float64]

WORD = re.compile(r"\w+")
PENALTY = 1.0  # ridge on the slopes: a few hundred examples, evidence that goes together


def calibrate(
    folder: Path,
    polnear: Path,
    split: str,
    names: Sequence[str],
    parses: Mapping[str, Syntax],
) -> Floats:
    """Fit the confidence of the tagger in `folder` on the named articles; write it there.

    Half of what is learnt from is read with the parse and half without, as users may do either.
    Returns the weights: one for each number of evidence, the constant last. Raises ModelError where
    the tagger finds nothing in them.
    """
    tagger = Tagger(folder)
    seen = [judged(tagger, polnear, split, names, by) for by in (parses, {})]
    if not any(len(part.right) for part in seen):
        raise ModelError(
            "a tagger that finds nothing has no confidence", where=str(folder), hint="train longer"
        )
    evidence = np.concatenate([part.evidence for part in seen])
    weights = fit(evidence, np.concatenate([part.right for part in seen]))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["confidence"] = [round(float(w), 5) for w in weights]
    write_config(folder, config, FILES)
    return weights


@dataclass(frozen=True, slots=True)
class Judged:
    """What a tagger found: `evidence` (found, numbers), `confidence` and `right` (found,)."""

    evidence: Floats
    confidence: Floats
    right: Floats


def judged(
    tagger: Tagger,
    polnear: Path,
    split: str,
    names: Sequence[str] | None,
    parses: Mapping[str, Syntax],
) -> Judged:
    """Run the tagger over articles of a split (None: all) and tell which attributions are right.

    An article that `parses` does not name is read without its parse.
    """
    notes = annotated(polnear, split)
    evidence: list[tuple[float, ...]] = []
    confidence: list[float] = []
    right: list[bool] = []
    for name in sorted(notes) if names is None else names:
        text = read_text(polnear, split, name)
        gold = read_attributions(notes[name][min(notes[name])], text)
        found = list(tagger.graded(text, parses.get(name)))
        evidence += [numbers for _, numbers in found]
        confidence += [attribution.confidence for attribution, _ in found]
        right += verdicts(text, [attribution for attribution, _ in found], gold)
    return Judged(
        np.asarray(evidence, dtype=np.float64),
        np.asarray(confidence, dtype=np.float64),
        np.asarray(right, dtype=np.float64),
    )


def verdicts(
    text: str, given: Sequence[TaggedAttribution], gold: Sequence[Attribution]
) -> list[bool]:
    """Which attributions match a gold one, one to one, the best overlap first.

    A match shares half of the content's words (intersection over union), a word of the cue and a
    word of the source, or neither has a source.
    """
    ends = [m.end() for m in WORD.finditer(text)]
    begins = [m.start() for m in WORD.finditer(text)]

    def words(spans: Sequence[tuple[int, int]]) -> set[int]:
        out: set[int] = set()
        for start, end in spans:
            k = bisect_right(ends, start)
            while k < len(begins) and begins[k] < end:
                out.add(k)
                k += 1
        # punctuation alone (a colon as cue) is named by where it stands
        return out or {-1 - start for start, _ in spans}

    mine = [{role: words(getattr(a, role)) for role in ROLES} for a in given]
    theirs = [{role: words(getattr(a, role)) for role in ROLES} for a in gold]
    pairs = []
    for i, a in enumerate(mine):
        for j, b in enumerate(theirs):
            shared = len(a["content"] & b["content"])
            if shared:
                pairs.append((-shared / len(a["content"] | b["content"]), i, j))
    right, taken, used = [False] * len(mine), set(), set()
    for overlap, i, j in sorted(pairs):
        if i in used or j in taken:
            continue
        used.add(i)
        taken.add(j)
        a, b = mine[i], theirs[j]
        source = bool(a["source"] & b["source"]) or not (a["source"] or b["source"])
        right[i] = overlap <= -0.5 and source and bool(a["cue"] & b["cue"])
    return right


def fit(evidence: Floats, right: Floats, *, rounds: int = 50) -> Floats:
    """Logistic regression with a small ridge (Newton's method) on log odds of the evidence.

    `evidence` (examples, numbers) holds probabilities, `right` (examples,) zeros and ones.
    """
    table = np.ones((len(evidence), evidence.shape[1] + 1))
    table[:, :-1] = np.vectorize(logit)(evidence)
    weights = np.zeros(table.shape[1])
    ridge = np.full(len(weights), PENALTY)
    ridge[-1] = 1e-6
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - chance) - ridge * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return np.asarray(weights)


def reliability(
    confidence: Floats, right: Floats, *, bins: int = 10
) -> tuple[list[tuple[float, float, int]], float]:
    """Rows of mean confidence, share right and count for each bin; expected calibration error.

    >>> reliability(np.array([0.9, 0.9]), np.array([1.0, 0.0]))
    ([(0.9, 0.5, 2)], 0.4)
    """
    rows, error = [], 0.0
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    for k in range(bins):
        inside = place == k
        count = int(inside.sum())
        if count:
            mean, share = float(confidence[inside].mean()), float(right[inside].mean())
            rows.append((round(mean, 3), round(share, 3), count))
            error += abs(mean - share) * count / len(confidence)
    return rows, round(error, 4)
