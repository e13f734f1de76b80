"""Issues across documents: labels of one act gathered, acts that undo one another linked.

The rule, in full. Labels come in batches (a document, a corpus). Of a batch, labels are taken in
the order of their folded form. A label joins the issue whose founding label is the same act with
the highest score (of equals: the oldest), if no label of that issue is its opposite or names other
names, years or numbers; else it founds an issue. No label ever moves: what a later batch brings
cannot change an earlier one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.errors import RecordError
from onrecord.issues.encoder import Vectors
from onrecord.issues.judge import OPPOSITE, SAME, Judge, Verdict
from onrecord.model import Issue, fold

FOUNDER = "founder"

CANDIDATES = 32  # founding labels compared with a label, the likest by cosine
CROWDED = 1000  # founders of a word; words of more count only where a label has no rarer one


@dataclass(frozen=True, slots=True)
class Link:
    """Why a label is tied to an issue. `relation`: founder, same or opposite.

    `issue` is the id of the issue (of its founding label); `score` is 0 to 1.
    """

    label: str
    issue: str
    relation: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """One issue of many documents: its founding label, all labels, the ids of its opposites."""

    id: str
    label: str
    labels: tuple[str, ...]
    opposites: tuple[str, ...]


_REVERSE = {"supports": "opposes", "open": "sceptical", "undecided": "undecided"}


def reverse(stance: str) -> str:
    """The stance on the opposite act: who supports lifting sanctions opposes extending them.

    >>> [reverse(s) for s in ("supports", "open", "undecided", "sceptical", "opposes")]
    ['opposes', 'sceptical', 'undecided', 'open', 'supports']
    """
    back = {b: a for a, b in _REVERSE.items()}
    return _REVERSE.get(stance) or back[stance]


class IssueIndex:
    """Gathers labels batch by batch; every tie is a `Link`, so that it can be kept and undone.

    Two labels that share no word in any form are never the same act for the judge, so that a
    label is compared with founders that share one alone, the likest by cosine: near-linear cost.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._links: list[Link] = []
        self._issue_of: dict[str, str] = {}  # label → issue
        self._labels: dict[str, list[str]] = {}  # issue → labels
        self._opposites: dict[str, dict[str, None]] = {}
        self._number: dict[str, int] = {}  # issue → row of the matrix
        self._ids: list[str] = []
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._postings: dict[str, array[int]] = {}

    @classmethod
    def restored(cls, judge: Judge, links: Iterable[Link]) -> IssueIndex:
        """The index that wrote these links, in their order; nothing is judged anew.

        Raises `RecordError` where a link names an issue that no earlier link founded.
        """
        index = cls(judge)
        for link in links:
            if link.relation == FOUNDER:
                index._found(link)
                continue
            if link.issue not in index._number:
                raise RecordError(
                    f"“{link.label}” is tied to {link.issue}, which nothing founded",
                    where="links of issues",
                    hint="give the links in the order in which they were made",
                )
            index._tie(link)
        return index

    def add(self, labels: Iterable[str]) -> list[Link]:
        """Takes a batch of labels; the links made, in order. Labels known already make none."""
        fresh = {x for x in labels if x not in self._issue_of}
        batch = sorted(fresh, key=lambda x: (fold(x), x))
        made: list[Link] = []
        if batch:
            self._judge.vectors(batch)  # all at once: batches are quicker than one by one
        for label in batch:
            made.extend(self._place(label))
        return made

    def issue_of(self, label: str) -> str | None:
        """The id of the issue a label was gathered in."""
        return self._issue_of.get(label)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every tie so far, in the order in which they were made."""
        return tuple(self._links)

    def clusters(self) -> Iterator[Cluster]:
        """The issues in the order of their founding."""
        for id, labels in self._labels.items():
            yield Cluster(id, labels[0], tuple(labels), tuple(self._opposites.get(id, ())))

    def _place(self, label: str) -> list[Link]:
        id = Issue.of(label).id
        if id in self._number:  # differs in case or accents alone
            link = Link(label, id, SAME, 1.0, "the same words")
            self._tie(link)
            return [link]
        same: list[tuple[float, int, Verdict]] = []
        opposite: list[tuple[float, int, Verdict]] = []
        for row in self._candidates(label):
            verdict = self._judge.compare(label, self._labels[self._ids[row]][0])
            if verdict.relation == SAME:
                same.append((-verdict.score, row, verdict))
            elif verdict.relation == OPPOSITE:
                opposite.append((-verdict.score, row, verdict))
        made: list[Link] = []
        for _, row, verdict in sorted(same, key=lambda x: x[:2]):
            if not self._contradicts(label, self._ids[row]):
                made.append(Link(label, self._ids[row], SAME, verdict.score, verdict.reason))
                self._tie(made[0])
                break
        else:
            made.append(Link(label, id, FOUNDER, 1.0, "no issue before it is the same act"))
            self._found(made[0])
        for _, row, verdict in sorted(opposite, key=lambda x: x[:2]):
            link = Link(label, self._ids[row], OPPOSITE, verdict.score, verdict.reason)
            made.append(link)
            self._tie(link)
        return made

    def _contradicts(self, label: str, issue: str) -> bool:
        """Whether a label is the opposite of one of an issue, or names others, years, numbers."""
        return any(
            self._judge.clash(label, other)
            or self._judge.compare(label, other).relation == OPPOSITE
            for other in self._labels[issue]
        )

    def _found(self, link: Link) -> None:
        row = len(self._ids)
        vector = self._judge.vectors([link.label])[0]
        if row >= len(self._vectors):
            grown = np.zeros((max(1024, 2 * row), len(vector)), dtype=np.float32)
            if row:
                grown[:row] = self._vectors[:row]
            self._vectors = grown
        self._vectors[row] = vector
        self._ids.append(link.issue)
        self._number[link.issue] = row
        self._labels[link.issue] = [link.label]
        self._issue_of[link.label] = link.issue
        self._links.append(link)
        for key in self._judge.keys(link.label):
            self._postings.setdefault(key, array("i")).append(row)

    def _tie(self, link: Link) -> None:
        self._links.append(link)
        if link.relation == SAME:
            self._labels[link.issue].append(link.label)
            self._issue_of[link.label] = link.issue
            return
        mine = self._issue_of[link.label]
        if mine != link.issue:
            self._opposites.setdefault(mine, {})[link.issue] = None
            self._opposites.setdefault(link.issue, {})[mine] = None

    def _candidates(self, label: str) -> list[int]:
        """Rows of the founders that share a word with a label, the likest by cosine first."""
        lists = sorted(
            (p for k in self._judge.keys(label) if (p := self._postings.get(k))), key=len
        )
        if not lists:
            return []
        # The rarest word in full, the others only where they are not in everybody's mouth.
        read = [p for k, p in enumerate(lists) if not k or len(p) <= CROWDED]
        found = np.unique(np.concatenate([np.frombuffer(p, dtype=np.int32) for p in read]))
        likeness = self._vectors[found] @ self._judge.vectors([label])[0]
        best = np.lexsort((found, -likeness))[:CANDIDATES]
        return [int(row) for row in found[best]]
