"""Help with a codebook: one drafted from labels that were read, and one looked over."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.issues.clusters import Cluster, IssueIndex
from onrecord.issues.codebook import Codebook, Entry, WordPattern
from onrecord.issues.coding import AMBIGUOUS, Coder
from onrecord.issues.judge import OPPOSITE, SAME, Judge
from onrecord.model import fold

PHRASES = 8  # other wordings written of an issue, the most frequent ones
_ID_WORDS = 6
_SMALL = frozenset(("the", "a", "an", "of", "to", "in", "on", "for", "and", "with"))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know of a codebook. `kind`: contradicts, overlaps or never matches."""

    kind: str
    issues: tuple[str, ...]
    what: str


def draft(
    labels: Mapping[str, int], index: IssueIndex, *, least: int = 2, most: int = 50
) -> list[tuple[Entry, int]]:
    """Issues drafted from labels and how often each was read, the most frequent first.

    The labels are gathered by `index`; an issue is titled by its most frequent label. `least`:
    how often an issue must have been read; `most`: how many issues are given. Of two issues
    that undo one another each names the other, one opposite an issue.
    """
    index.add(labels)
    clusters = [c for c in index.clusters() if any(x in labels for x in c.labels)]
    weighed = [(sum(labels.get(x, 0) for x in c.labels), c) for c in clusters]
    weighed = sorted(((n, c) for n, c in weighed if n >= least), key=lambda x: (-x[0], x[1].id))
    kept = weighed[:most]
    ids = _ids([_title(c, labels) for _, c in kept])
    id_of = {c.id: id for (_, c), id in zip(kept, ids, strict=True)}
    pairs = _pairs([c for _, c in kept])
    return [(_drafted(c, labels, id_of, pairs.get(c.id)), n) for n, c in kept]


def _drafted(
    cluster: Cluster, labels: Mapping[str, int], id_of: Mapping[str, str], opposite: str | None
) -> Entry:
    title = _title(cluster, labels)
    others = sorted((x for x in cluster.labels if x != title), key=lambda x: (-labels.get(x, 0), x))
    return Entry(
        id=id_of[cluster.id],
        title=title,
        phrases=tuple(others[:PHRASES]),
        opposite=id_of[opposite] if opposite else None,
    )


def _title(cluster: Cluster, labels: Mapping[str, int]) -> str:
    return min(cluster.labels, key=lambda x: (-labels.get(x, 0), len(x), x))


def _pairs(clusters: list[Cluster]) -> dict[str, str]:
    """Each issue's opposite: the most frequent one that is left."""
    order = {c.id: n for n, c in enumerate(clusters)}
    pairs: dict[str, str] = {}
    for cluster in clusters:
        free = [o for o in cluster.opposites if o in order and o not in pairs]
        if cluster.id not in pairs and free:
            other = min(free, key=order.__getitem__)
            pairs[cluster.id], pairs[other] = other, cluster.id
    return pairs


def _ids(titles: list[str]) -> list[str]:
    taken: Counter[str] = Counter()
    ids = []
    for title in titles:
        words = [w for w in re.findall(r"[a-z0-9]+", fold(title)) if w not in _SMALL]
        id = "-".join(words[:_ID_WORDS]) or "issue"
        taken[id] += 1
        while taken[id] > 1:
            id = f"{id}-{taken[id]}"
            taken[id] += 1
        ids.append(id)
    return ids


def as_toml(drafted: Iterable[tuple[Entry, int]]) -> str:
    """A draft as the text of a codebook file, how often each issue was read as a comment.

    >>> print(as_toml([(Entry("tax", "raise the tax", phrases=("increase the tax",)), 7)]))
    [[issue]] # read 7 times
    id = "tax"
    title = "raise the tax"
    phrases = ["increase the tax"]
    <BLANKLINE>
    """
    blocks = []
    for entry, count in drafted:
        lines = [f"[[issue]] # read {count} time{'s' * (count != 1)}"]
        lines += [f"{key} = {_toml(getattr(entry, key))}" for key in ("id", "title")]
        if entry.phrases:
            lines.append(f"phrases = [{', '.join(_toml(p) for p in entry.phrases)}]")
        if entry.opposite:
            lines.append(f"opposite = {_toml(entry.opposite)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _toml(text: str) -> str:
    """A basic string of TOML: JSON's, with the one character more that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def look_over(book: Codebook, judge: Judge) -> Iterator[Finding]:
    """What contradicts itself or overlaps in a codebook, by its own words."""
    for entry in book.entries:
        yield from _own(entry, judge)
    for k, one in enumerate(book.entries):
        for other in book.entries[k + 1 :]:
            yield from _between(book, one, other, judge)


def _own(entry: Entry, judge: Judge) -> Iterator[Finding]:
    for phrase in entry.phrases:
        if judge.compare(phrase, entry.title).relation == OPPOSITE:
            yield Finding("contradicts", (entry.id,), f"its phrase “{phrase}” undoes its title")
    for pattern in entry.exclude:
        for phrase in (entry.title, *entry.phrases):
            if WordPattern.of(pattern).found_in(phrase):
                yield Finding(
                    "contradicts", (entry.id,), f"exclude “{pattern}” keeps out its own “{phrase}”"
                )


def _between(book: Codebook, one: Entry, other: Entry, judge: Judge) -> Iterator[Finding]:
    ids = (one.id, other.id)
    tied = one.opposite == other.id
    for a in (one.title, *one.phrases):
        for b in (other.title, *other.phrases):
            relation = judge.compare(a, b).relation
            if relation == SAME and tied:
                yield Finding("contradicts", ids, f"opposites, but “{a}” is “{b}”")
            elif relation == SAME and not book.kin(*ids):
                yield Finding("overlaps", ids, f"“{a}” is “{b}” in other words")
            elif relation == OPPOSITE and one.opposite is None and other.opposite is None:
                yield Finding(
                    "contradicts", ids, f"“{a}” undoes “{b}”, but they are not named as opposites"
                )
            else:
                continue
            return  # one reason a pair is enough


def try_out(
    book: Codebook, coder: Coder, labels: Mapping[str, tuple[int, str]]
) -> tuple[list[Finding], Counter[str | None]]:
    """What a codebook does with labels that were read.

    `labels`: of each label how often it was read, and the words that named it. Gives findings
    (labels that fit several issues, issues that match none), and how often each issue was coded
    (None: uncoded).
    """
    counts: Counter[str | None] = Counter()
    findings = []
    for label, (number, words) in sorted(labels.items()):
        coding = coder.code(label, words)
        counts[coding.issue] += number
        if coding.reason.startswith(AMBIGUOUS):
            best = coder.fits(label, words)
            top = tuple(c.issue for c in best if c.issue and c.score == best[0].score)
            findings.append(Finding("overlaps", top, f"“{label}” fits them equally well"))
    for entry in book.entries:
        if not counts[entry.id]:
            findings.append(Finding("never matches", (entry.id,), f"no label is “{entry.title}”"))
    return findings, counts
