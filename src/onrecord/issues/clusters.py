"""Issues across documents: labels of one act gathered, acts that undo one another linked.

The rule, in full. Labels come in batches (a document, a corpus). Of a batch, labels are taken in
the order of their folded form. A label joins the issue whose founding label is the same act with
the highest score (of equals: the oldest), if no label of that issue is its opposite or names other
names, years or numbers; else it founds an issue. A label that says too little (“pass the bill”)
founds one, and none joins it, but for the very same words. No label ever moves: what a later batch
brings cannot change an earlier one. Only a person moves one: `pin` and `apart`, which are links
too.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.errors import RecordError
from onrecord.issues.encoder import Vectors
from onrecord.issues.judge import OPPOSITE, SAME, Judge, Verdict
from onrecord.model import Issue, fold

FOUNDER = "founder"
PINNED = "pinned"  # a person put a label in an issue
APART = "apart"  # a person keeps a label out of an issue
JUDGED = "a person says so"

CANDIDATES = 32  # founding labels compared with a label, the likest by cosine
CROWDED = 1000  # founders that the words of a label are looked up for, its rarest word apart


@dataclass(frozen=True, slots=True)
class Link:
    """Why a label is tied to an issue. `relation`: founder, same, opposite, pinned or apart.

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
        self._opposed: dict[str, dict[str, None]] = {}  # label → issues that it undoes
        self._apart: set[tuple[str, str]] = set()  # label, issue
        self._number: dict[str, int] = {}  # issue → row of the matrix
        self._ids: list[str] = []
        self._founding: list[str] = []  # of each row, the founding label
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._postings: dict[str, array[int]] = {}
        self._posted = 0  # rows that the postings have

    @classmethod
    def restored(
        cls, judge: Judge, links: Iterable[Link], vectors: Mapping[str, Vectors] | None = None
    ) -> IssueIndex:
        """The index that wrote these links, in their order; nothing is judged anew.

        `vectors`: of issues, what `vector` gave of them, so that nothing is encoded anew either;
        an issue that is missing there is encoded. Raises `RecordError` where a link names an
        issue that no earlier link founded.
        """
        index = cls(judge)
        links = list(links)
        stored = vectors or {}
        founders = [x for x in links if x.relation == FOUNDER]
        judge.vectors([x.label for x in founders if x.issue not in stored])
        for link in links:
            if link.relation == FOUNDER:
                if link.issue in stored:
                    judge.give(link.label, np.asarray(stored[link.issue], dtype=np.float32))
                index._found(link)
                continue
            index._known(link.label, link.issue)
            index._tie(link)
        return index

    def add(self, labels: Iterable[str]) -> list[Link]:
        """Takes a batch of labels; the links made, in order. Labels known already make none."""
        fresh = {x for x in labels if x not in self._issue_of}
        batch = sorted(fresh, key=lambda x: (fold(x), x))
        made: list[Link] = []
        if batch:
            self._judge.prepare(batch)
        for label in batch:
            made.extend(self._place(label))
        return made

    def pin(self, label: str, issue: str) -> list[Link]:
        """A person puts a label in an issue: out of its own, if it is known; the links made.

        What was gathered round the label stays where it is, and an issue keeps its id when its
        founding label leaves. Raises `RecordError` where there is no such issue.
        """
        self._known(label, issue)
        if self._issue_of.get(label) == issue:
            return []
        link = Link(label, issue, PINNED, 1.0, JUDGED)
        self._tie(link)
        return [link]

    def apart(self, label: str, issue: str) -> list[Link]:
        """A person keeps a label out of an issue, now and later; the links made.

        A label that is in it is placed anew, as a label that comes last would be. Raises
        `RecordError` where there is no such issue, or where the label founded it: then it is the
        other labels that must be pinned elsewhere.
        """
        self._known(label, issue)
        if issue == Issue.of(label).id:
            raise RecordError(
                f"“{label}” founded the issue {issue}",
                where="links of issues",
                hint="pin the other labels of that issue to others",
            )
        if (label, issue) in self._apart:
            return []
        made = [Link(label, issue, APART, 1.0, JUDGED)]
        placed = self._issue_of.get(label) == issue
        self._tie(made[0])
        return made + self._place(label) if placed else made

    def issue_of(self, label: str) -> str | None:
        """The id of the issue a label was gathered in."""
        return self._issue_of.get(label)

    def vector(self, issue: str) -> Vectors:
        """The vector of an issue's founding label, (d,), float32: to store, for `restored`.

        Raises `RecordError` where there is no such issue.
        """
        self._known("", issue)
        found: Vectors = self._vectors[self._number[issue]].copy()
        return found

    @property
    def links(self) -> tuple[Link, ...]:
        """Every tie so far, in the order in which they were made."""
        return tuple(self._links)

    def clusters(self) -> Iterator[Cluster]:
        """The issues in the order of their founding; those that lost all labels are left out."""
        opposites: dict[str, dict[str, None]] = {}
        for label, issues in self._opposed.items():
            mine = self._issue_of.get(label)
            for other in issues:
                if mine is not None and mine != other:
                    opposites.setdefault(mine, {})[other] = None
                    opposites.setdefault(other, {})[mine] = None
        for id, labels in self._labels.items():
            if labels:
                some = tuple(x for x in opposites.get(id, ()) if self._labels[x])
                yield Cluster(id, labels[0], tuple(labels), some)

    def _known(self, label: str, issue: str) -> None:
        if issue not in self._number:
            raise RecordError(
                f"“{label}” is tied to {issue}, which nothing founded",
                where="links of issues",
                hint="give the links in the order in which they were made",
            )

    def _place(self, label: str) -> list[Link]:
        id = Issue.of(label).id
        if id in self._number:  # differs in case or accents alone
            now = self._issue_of.get(self._founding[self._number[id]], id)
            id = id if (label, now) in self._apart else now  # where a person has put them
            link = Link(label, id, SAME, 1.0, "the same words")
            self._tie(link)
            return [link]
        same: list[tuple[float, int, Verdict]] = []
        opposite: list[tuple[float, int, Verdict]] = []
        for row in self._candidates(label):
            if (label, self._ids[row]) in self._apart or not self._labels[self._ids[row]]:
                continue
            verdict = self._judge.compare(label, self._founding[row])
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
        self._founding.append(link.label)
        self._number[link.issue] = row
        self._labels[link.issue] = [link.label]
        self._issue_of[link.label] = link.issue
        self._links.append(link)

    def _tie(self, link: Link) -> None:
        self._links.append(link)
        if link.relation == OPPOSITE:
            self._opposed.setdefault(link.label, {})[link.issue] = None
            return
        before = self._issue_of.get(link.label)
        if link.relation == APART:
            self._apart.add((link.label, link.issue))
            if before != link.issue:
                return
        if before is not None:
            self._labels[before].remove(link.label)
            del self._issue_of[link.label]
        if link.relation != APART:
            self._apart.discard((link.label, link.issue))
            self._labels[link.issue].append(link.label)
            self._issue_of[link.label] = link.issue

    def _post(self) -> None:
        """Brings the postings up to date: not before they are needed, as reading costs time."""
        for row in range(self._posted, len(self._founding)):
            if self._judge.vague(self._founding[row]):
                continue
            for key in self._judge.keys(self._founding[row]):
                self._postings.setdefault(key, array("i")).append(row)
        self._posted = len(self._founding)

    def _candidates(self, label: str) -> list[int]:
        """Rows of the founders that share a word with a label, the likest by cosine first."""
        if self._judge.vague(label):
            return []
        self._post()
        lists = sorted(
            (p for k in self._judge.keys(label) if (p := self._postings.get(k))), key=len
        )
        if not lists:
            return []
        # The rarest word in full, the next rarer ones as long as it does not get crowded.
        read = lists[:1]
        left = CROWDED - len(read[0])
        for posting in lists[1:]:
            left -= len(posting)
            if left < 0:
                break
            read.append(posting)
        found = np.unique(np.concatenate([np.frombuffer(p, dtype=np.int32) for p in read]))
        likeness = self._vectors[found] @ self._judge.vectors([label])[0]
        best = np.lexsort((found, -likeness))[:CANDIDATES]
        return [int(row) for row in found[best]]
