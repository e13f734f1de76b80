"""How far two coders agree: rows found by both, and each field of the rows that both have.

Measures. *Row F1*: of the positions each kept or added, those that pair one to one in one text with
the same holder and evidence that shares characters, F = 2·pairs / (rows of a + rows of b);
*side F1* and *stance F1* ask for the same side, or stance, too. By field over the pairs: Cohen's
kappa (Cohen 1960) and Krippendorff's alpha (Krippendorff 2018, ch. 12; stance as an ordinal
scale, the rest nominal).
*kept*: whether a machine's row was kept or rejected, over the rows that both judged.

Intervals are percentiles (2.5, 97.5) of resampled texts (Efron 1979), by a seed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import JudgementError
from onrecord.model import Spans, kinds
from onrecord.store import coders as coded
from onrecord.store import judgements
from onrecord.store.coders import Coded
from onrecord.store.ledger import Ledger

RESAMPLES = 200
FIELDS: dict[str, Literal["nominal", "ordinal"]] = {
    "kept": "nominal",
    "stance": "ordinal",
    "issue": "nominal",
    "conditional": "nominal",
}
"""Field → the level of measurement that Krippendorff's alpha takes it at."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval; None where there is nothing to compute it from."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """One field over `count` pairs of rows."""

    field: str
    count: int
    same: float | None
    kappa: Figure
    alpha: Figure


@dataclass(frozen=True, slots=True)
class Difference:
    """Two rows that differ, or a row that one coder alone has; None for the other."""

    text: str
    first: Coded | None
    second: Coded | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders over the texts that both have finished."""

    coders: tuple[str, str]
    texts: int
    rows: tuple[int, int]
    row_f1: Figure
    side_f1: Figure
    stance_f1: Figure
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """One text's rows of both coders, paired."""

    id: str
    pairs: tuple[tuple[Coded, Coded], ...]
    alone: tuple[tuple[Coded, ...], tuple[Coded, ...]]
    verdicts: tuple[tuple[bool, bool], ...]

    @property
    def counts(self) -> tuple[int, int]:
        return tuple(len(self.pairs) + len(x) for x in self.alone)  # type: ignore[return-value]


def agreement(
    ledger: Ledger, first: str, second: str, *, seed: int = 0, resamples: int = RESAMPLES
) -> Agreement:
    """How far two coders agree, over the texts that both have finished.

    Raises `JudgementError` where one of them has judged nothing, or they are one.
    """
    if first == second:
        raise JudgementError("agreement needs two coders", where=first)
    with ledger.transaction() as db:
        known = judgements.coders(db)
        for coder in (first, second):
            if coder not in known:
                who = ", ".join(known) or "nobody has judged yet"
                raise JudgementError("this coder has judged nothing", where=coder, hint=who)
        found = coded.coded_by(db, [first, second])
    texts = [_paired(id, both[first], both[second]) for id, both in sorted(found.items())]
    draw = random.Random(seed)
    samples = [
        [texts[draw.randrange(len(texts))] for _ in texts] for _ in range(resamples if texts else 0)
    ]

    def figure(measure: Callable[[Sequence[_Text]], float | None]) -> Figure:
        return _figure(measure, texts, samples)

    return Agreement(
        coders=(first, second),
        texts=len(texts),
        rows=(sum(x.counts[0] for x in texts), sum(x.counts[1] for x in texts)),
        row_f1=figure(lambda x: _f1(x, lambda a, b: True)),
        side_f1=figure(lambda x: _f1(x, lambda a, b: _side(a.stance) == _side(b.stance))),
        stance_f1=figure(lambda x: _f1(x, lambda a, b: a.stance == b.stance)),
        fields=tuple(_field(name, texts, figure) for name in FIELDS),
        differences=tuple(d for x in texts for d in _differences(x)),
    )


def _paired(id: str, first: Sequence[Coded], second: Sequence[Coded]) -> _Text:
    """Pairs one to one, greedily: the same mark, then most shared characters."""
    a = [row for row in first if row.kept]
    b = [row for row in second if row.kept]
    likely = sorted(
        (-_shared(x.evidence, y.evidence), x.mark != y.mark, i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if x.actor == y.actor and _shared(x.evidence, y.evidence)
    )
    likely.sort(key=lambda pair: (pair[1], pair))
    mine: dict[int, int] = {}
    for _, _, i, j in likely:
        if i not in mine and j not in mine.values():
            mine[i] = j
    verdict = {row.mark: row.kept for row in first if not row.added}
    return _Text(
        id,
        tuple((a[i], b[j]) for i, j in sorted(mine.items())),
        (
            tuple(x for i, x in enumerate(a) if i not in mine),
            tuple(y for j, y in enumerate(b) if j not in set(mine.values())),
        ),
        tuple((verdict[r.mark], r.kept) for r in second if not r.added and r.mark in verdict),
    )


def _shared(a: Spans, b: Spans) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _side(stance: str) -> str | None:
    return kinds("stance")[stance].side


def _f1(texts: Sequence[_Text], same: Callable[[Coded, Coded], bool]) -> float | None:
    pairs = sum(same(a, b) for x in texts for a, b in x.pairs)
    rows = sum(sum(x.counts) for x in texts)
    return 2 * pairs / rows if rows else None


def _values(name: str, texts: Sequence[_Text]) -> list[tuple[str, str]]:
    if name == "kept":
        return [(str(a), str(b)) for x in texts for a, b in x.verdicts]
    return [(str(getattr(a, name)), str(getattr(b, name))) for x in texts for a, b in x.pairs]


def _field(
    name: str,
    texts: Sequence[_Text],
    figure: Callable[[Callable[[Sequence[_Text]], float | None]], Figure],
) -> FieldAgreement:
    values = _values(name, texts)
    return FieldAgreement(
        name,
        len(values),
        sum(a == b for a, b in values) / len(values) if values else None,
        figure(lambda x: kappa(_values(name, x))),
        figure(lambda x: alpha(_values(name, x), FIELDS[name])),
    )


def kappa(values: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of labels; None where both coders use one and the same label only.

    >>> labels = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    >>> round(kappa(labels), 2)
    0.4
    """
    if not values:
        return None
    n = len(values)
    first, second = Counter(a for a, _ in values), Counter(b for _, b in values)
    expected = sum(first[x] * second[x] for x in first) / n**2
    if expected == 1:
        return None
    return (sum(a == b for a, b in values) / n - expected) / (1 - expected)


def alpha(values: Sequence[tuple[str, str]], level: Literal["nominal", "ordinal"]) -> float | None:
    """Krippendorff's alpha of pairs of labels; stances are in the order of the codebook.

    >>> alpha([("open", "open"), ("opposes", "opposes")], "ordinal")
    1.0
    """
    import krippendorff
    import numpy as np

    present = {x for pair in values for x in pair}
    if len(present) < 2:
        return None
    scale = [s for s in kinds("stance") if s in present] if level == "ordinal" else sorted(present)
    place = {label: n for n, label in enumerate(scale)}
    counts = np.zeros((len(values), len(scale)), dtype=int)
    for n, (a, b) in enumerate(values):
        counts[n, place[a]] += 1
        counts[n, place[b]] += 1
    return float(
        krippendorff.alpha(
            value_counts=counts, value_domain=list(range(len(scale))), level_of_measurement=level
        )
    )


def _figure(
    measure: Callable[[Sequence[_Text]], float | None],
    texts: Sequence[_Text],
    samples: Sequence[Sequence[_Text]],
) -> Figure:
    value = measure(texts)
    if value is None:
        return Figure(None, None, None)
    drawn = sorted(x for sample in samples if (x := measure(sample)) is not None)
    if not drawn:
        return Figure(value, None, None)
    low, high = (drawn[round(q * (len(drawn) - 1))] for q in (0.025, 0.975))
    return Figure(value, low, high)


def _differences(text: _Text) -> list[Difference]:
    found = []
    for a, b in text.pairs:
        unlike = tuple(
            name
            for name in ("stance", "issue", "conditional")
            if getattr(a, name) != getattr(b, name)
        )
        if unlike:
            found.append(Difference(text.id, a, b, unlike))
    found += [Difference(text.id, a, None, ("kept",)) for a in text.alone[0]]
    found += [Difference(text.id, None, b, ("kept",)) for b in text.alone[1]]
    return found
