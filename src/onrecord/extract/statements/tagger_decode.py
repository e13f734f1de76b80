"""From the numbers of the attribution tagger to linked spans: pure functions on small arrays.

Tags are numbered as in `TAGS`. `emissions` is an array (words, tags) of unnormalised log scores,
`transitions` an array (tags, tags) of the cost of going from one tag to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
IMPOSSIBLE = -1e4
REACH = 500


class Run(NamedTuple):
    """Words `start` to `stop` (not included) of one role."""

    role: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Links:
    """Where the words of one window look for their partner.

    `start` is the first word of the window; `own_start`, `own_stop` the words it answers for.
    `cue_of` and `source_of` are arrays (own words, words of the window + 1): the probability that
    a content word belongs to the cue that begins at a word, and that a cue word belongs to the
    source that begins there; the last column means "none in sight".
    """

    start: int
    own_start: int
    own_stop: int
    cue_of: Floats
    source_of: Floats


@dataclass(frozen=True, slots=True)
class Grouped:
    """One attribution in words, with the numbers that tell how sure the model is (0 to 1)."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    evidence: tuple[float, ...]


def forbidden() -> NDArray[np.float64]:
    """The hard part of the transitions: I of a role only follows B or I of that role."""
    cost = np.zeros((len(TAGS), len(TAGS)))
    for j, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            for i, before in enumerate(TAGS):
                if before[2:] != tag[2:]:
                    cost[i, j] = IMPOSSIBLE
    return cost


def best_path(emissions: Floats, transitions: Floats) -> list[int]:
    """The most probable sequence of tags (Viterbi), one a word; none begins inside a span.

    >>> best_path(np.array([[0.0, 0, 9, 1, 0, 0, 0], [0, 0, 0, 0, 5, 0, 0]]), forbidden())
    [3, 4]
    """
    if not len(emissions):
        return []
    score = emissions[0] + np.where([t.startswith("I-") for t in TAGS], IMPOSSIBLE, 0.0)
    back = np.zeros(emissions.shape, dtype=np.int8)
    columns = np.arange(len(TAGS))
    for k in range(1, len(emissions)):
        step = score[:, None] + transitions
        best = step.argmax(axis=0)
        back[k] = best
        score = step[best, columns] + emissions[k]
    tag = int(score.argmax())
    path = [tag]
    for k in range(len(emissions) - 1, 0, -1):
        tag = int(back[k, tag])
        path.append(tag)
    return path[::-1]


def marginals(emissions: Floats, transitions: Floats) -> NDArray[np.float64]:
    """The probability of each tag at each word, all sequences considered (forward-backward)."""
    if not len(emissions):
        return np.zeros(emissions.shape)
    local = np.exp(emissions.astype(np.float64) - emissions.max(axis=1, keepdims=True))
    local += 1e-12  # a word whose every tag underflows would stop both passes
    step = np.exp(transitions.astype(np.float64))
    ahead, behind = np.empty_like(local), np.empty_like(local)
    now = local[0] / local[0].sum()
    ahead[0] = now
    for k in range(1, len(local)):
        now = (now @ step) * local[k]
        now /= now.sum()
        ahead[k] = now
    behind[-1] = 1.0
    now = behind[-1]
    for k in range(len(local) - 2, -1, -1):
        now = step @ (local[k + 1] * now)
        now /= now.sum()
        behind[k] = now
    both = ahead * behind
    return np.asarray(both / both.sum(axis=1, keepdims=True))


def runs(path: list[int]) -> list[Run]:
    """The spans that a sequence of tags spells.

    >>> runs([1, 2, 3, 0, 5, 6])
    [Run(role='source', start=0, stop=2), Run(role='cue', start=2, stop=3), \
Run(role='content', start=4, stop=6)]
    """
    found: list[Run] = []
    start = -1
    for k, tag in enumerate([*path, 0]):
        name = TAGS[tag]
        if start >= 0 and not name.startswith("I-"):
            found.append(Run(TAGS[path[start]][2:], start, k))
            start = -1
        if name.startswith("B-"):
            start = k
    return found


def link_mass(run: Run, targets: list[Run], links: list[Links], *, to_cue: bool) -> Floats:
    """How much of a span's link probability falls on each target, and on none (last number).

    Each word of `run` speaks once, in the window that owns it; numbers are means over the words,
    so they add up to at most 1.
    """
    mass = np.zeros(len(targets) + 1)
    for window in links:
        begin, end = max(run.start, window.own_start), min(run.stop, window.own_stop)
        if begin >= end:
            continue
        table = window.cue_of if to_cue else window.source_of
        column = table[begin - window.own_start : end - window.own_start].sum(axis=0)
        mass[-1] += column[-1]
        total = np.concatenate(([0.0], np.cumsum(column[:-1])))
        top = len(total) - 1
        for k, target in enumerate(targets):
            low = min(max(target.start - window.start, 0), top)
            high = min(max(target.stop - window.start, 0), top)
            mass[k] += total[high] - total[low]
    return mass / (run.stop - run.start)


def near(run: Run, targets: list[Run], reach: int = REACH) -> list[Run]:
    """Targets within `reach` words of a span; no window reaches farther."""
    return [t for t in targets if t.stop > run.start - reach and t.start < run.stop + reach]


def group(
    found: list[Run], probability: Floats, links: list[Links], *, least: float = 0.5
) -> list[Grouped]:
    """Link contents to cues and cues to sources.

    A content goes to the cue that gets most of its link probability, if that is `least` or more;
    what finds no partner is left out. `probability` holds the marginals (words, tags). The result
    is in text order of the cues.
    """
    cues = [r for r in found if r.role == "cue"]
    sources = [r for r in found if r.role == "source"]
    contents: dict[Run, list[tuple[Run, float]]] = {cue: [] for cue in cues}
    for content in (r for r in found if r.role == "content"):
        choices = near(content, cues)
        mass = link_mass(content, choices, links, to_cue=True)
        best = int(mass[:-1].argmax()) if choices else 0
        if choices and mass[best] >= least:
            contents[choices[best]].append((content, float(mass[best])))
    out = []
    for cue, linked in contents.items():
        if not linked:
            continue
        source, sure = _source(cue, near(cue, sources), links)
        pieces = tuple(piece for piece, _ in linked)
        evidence = (
            _surety(cue, probability),
            min(_surety(piece, probability) for piece in pieces),
            min(mass for _, mass in linked),
            _surety(source, probability) if source else 1.0,
            sure,
        )
        out.append(Grouped(source, cue, pieces, evidence))
    return out


def _source(cue: Run, choices: list[Run], links: list[Links]) -> tuple[Run | None, float]:
    """The source of a cue, or None, and how sure the link (or its absence) is."""
    if not choices:
        return None, 0.5
    mass = link_mass(cue, choices, links, to_cue=False)
    best = int(mass.argmax())
    return (None if best == len(choices) else choices[best]), float(mass[best])


def _surety(run: Run, probability: Floats) -> float:
    """The lowest probability that any word of a span has its tag, or either end is no end."""
    begin, inside = TAGS.index(f"B-{run.role}"), TAGS.index(f"I-{run.role}")
    low = float(probability[run.start, begin])
    if run.stop - run.start > 1:
        low = min(low, float(probability[run.start + 1 : run.stop, inside].min()))
    if run.stop < len(probability):
        low = min(low, 1.0 - float(probability[run.stop, inside]))
    return min(max(low, 0.0), 1.0)
