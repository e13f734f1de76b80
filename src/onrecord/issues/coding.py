"""Labels coded to the issues of a codebook; records relabelled with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.issues.clusters import reverse
from onrecord.issues.codebook import Codebook, Entry, WordPattern
from onrecord.issues.judge import OPPOSITE, SAME, Judge
from onrecord.model import Dropped, Issue, Position, Record, Spans, merge_spans

UNCODED = "uncoded"
NO_ISSUE = "uncoded: no issue of the codebook fits"
AMBIGUOUS = "uncoded: several issues fit equally well"

STEP = "codebook"
MARGIN = 0.05  # scores that differ by less are equally good; not tuned
INCLUDED = 1.0  # score of a label with words of `include`
CLOSE = 0.8  # cosine to a title, phrase or definition that codes where the verbs are unknown


@dataclass(frozen=True, slots=True)
class Coding:
    """What a label was coded to: an issue's id, or None and the reason why not.

    `reversed`: the label is the opposite act, so a stance on it is the reverse on the issue.
    """

    issue: str | None
    reversed: bool
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Fit:
    entry: Entry
    reversed: bool
    score: float
    reason: str


class Coder:
    """Codes labels to a codebook. What was coded is kept: a label costs once a run."""

    def __init__(self, codebook: Codebook, judge: Judge) -> None:
        self.codebook = codebook
        self._judge = judge
        self._include = _patterns(codebook, "include")
        self._exclude = _patterns(codebook, "exclude")
        self._known: dict[tuple[str, str], Coding] = {}
        judge.vectors([x for e in codebook.entries for x in (e.title, *e.phrases)])

    def code(self, label: str, words: str = "") -> Coding:
        """The issue of a label. `words` are those that name the act in the text, where known."""
        known = self._known.get((label, words))
        if known is None:
            known = self._known[label, words] = self._coded(label, words)
        return known

    def fits(self, label: str, words: str = "") -> list[Coding]:
        """Every issue that a label may be coded to, the best first."""
        found = sorted(self._fits(label, words), key=lambda f: -f.score)
        return [Coding(f.entry.id, f.reversed, f.score, f.reason) for f in found]

    def _coded(self, label: str, words: str) -> Coding:
        fits = self._fits(label, words)
        if not fits:
            return Coding(None, False, 0.0, NO_ISSUE)
        top = max(f.score for f in fits)
        best = [f for f in fits if f.score > top - MARGIN]
        best = [f for f in best if not any(self._within(g, f) for g in best)]
        best = [f for f in best if not any(_straighter(g, f) for g in best)]
        if len(best) > 1:
            names = ", ".join(f.entry.id for f in best)
            return Coding(None, False, top, f"{AMBIGUOUS} ({names})")
        return Coding(best[0].entry.id, best[0].reversed, best[0].score, best[0].reason)

    def _within(self, narrow: _Fit, wide: _Fit) -> bool:
        """Of an issue and its parent that fit as well, the narrower one is meant."""
        return wide.entry.id in self.codebook.above(narrow.entry.id)

    def _fits(self, label: str, words: str) -> list[_Fit]:
        text = f"{label} {words}"
        found = []
        for entry in self.codebook.entries:
            if any(p.found_in(text) for p in self._exclude[entry.id]):
                continue
            fit = self._fit(entry, label, text)
            if fit is not None:
                found.append(fit)
        return found

    def _fit(self, entry: Entry, label: str, text: str) -> _Fit | None:
        same, opposite = 0.0, 0.0
        for phrase in (entry.title, *entry.phrases):
            verdict = self._judge.compare(label, phrase)
            if verdict.relation == SAME:
                same = max(same, verdict.score)
            elif verdict.relation == OPPOSITE:
                opposite = max(opposite, verdict.score)
        turned = opposite > same
        if any(p.found_in(text) for p in self._include[entry.id]):
            turned = turned or (not same and self._judge.may_undo(label, entry.title))
            return _Fit(entry, turned, INCLUDED, "words of include")
        if turned:
            return _Fit(entry, True, opposite, "the opposite of its title or a phrase")
        if same:
            return _Fit(entry, False, same, "its title or a phrase in other words")
        likeness = self._likeness(entry, label)
        if likeness >= CLOSE:
            return _Fit(entry, False, likeness, "close to its title, a phrase or the definition")
        return None

    def _likeness(self, entry: Entry, label: str) -> float:
        """Cosine to what describes an issue; 0 where names or verbs speak against it."""
        if self._judge.clash(label, entry.title) or self._judge.may_undo(label, entry.title):
            return 0.0
        described = [entry.title, *entry.phrases]
        if entry.definition:
            described.append(entry.definition)
        vectors = self._judge.vectors([label, *described])
        return float((vectors[1:] @ vectors[0]).max())


def _patterns(book: Codebook, name: str) -> dict[str, tuple[WordPattern, ...]]:
    return {e.id: tuple(WordPattern.of(p) for p in getattr(e, name)) for e in book.entries}


def _straighter(one: _Fit, other: _Fit) -> bool:
    """Of an issue and its opposite, the one that the label names without a turn is meant."""
    return other.reversed and not one.reversed and one.entry.opposite == other.entry.id


def apply_codebook(record: Record, coder: Coder) -> Record:
    """The record with its issues coded: titles for labels, stances reversed where needed.

    Rows that become one (actor, issue, stance, condition) are merged: their evidence is joined,
    the rest is that of the row held most confidently. What cannot be coded keeps its own label
    and is counted, by positions, in `dropped`.
    """
    codings = {
        issue.id: coder.code(issue.label, _mention_words(record, issue)) for issue in record.issues
    }
    titles = {id: _issue(coder, c) for id, c in codings.items()}
    positions: list[Position] = []
    uncoded: Counter[str] = Counter()
    for position in record.positions:
        coding, titled = codings[position.issue], titles[position.issue]
        if titled is None:
            uncoded[NO_ISSUE if coding.reason == NO_ISSUE else AMBIGUOUS] += 1
            positions.append(position)
            continue
        stance = reverse(position.stance) if coding.reversed else position.stance
        positions.append(replace(position, issue=titled.id, stance=stance))
    return replace(
        record,
        issues=_merged_issues([titles[i.id] or i for i in record.issues], record.issues),
        positions=_merged_positions(record.document.id, positions),
        dropped=record.dropped
        + tuple(Dropped(STEP, reason, uncoded[reason]) for reason in sorted(uncoded)),
    )


def _mention_words(record: Record, issue: Issue) -> str:
    return " … ".join(record.document.words(*spans) for spans in issue.mentions)


def _issue(coder: Coder, coding: Coding) -> Issue | None:
    return Issue.of(coder.codebook.by_id[coding.issue].title) if coding.issue else None


def _merged_issues(coded: Sequence[Issue], read: Sequence[Issue]) -> tuple[Issue, ...]:
    mentions: dict[str, dict[Spans, None]] = {}
    labels: dict[str, str] = {}
    for issue, before in zip(coded, read, strict=True):
        labels.setdefault(issue.id, issue.label)
        mentions.setdefault(issue.id, {}).update(dict.fromkeys(before.mentions))
    return tuple(Issue.of(labels[id], tuple(found)) for id, found in mentions.items())


def _merged_positions(text_id: str, positions: Iterable[Position]) -> tuple[Position, ...]:
    rows: dict[tuple[object, ...], list[Position]] = {}
    for p in positions:
        rows.setdefault((p.actor, p.issue, p.stance, p.condition), []).append(p)
    merged = []
    for row in rows.values():
        surest = max(row, key=lambda p: p.confidence)
        # A row that stands alone keeps its spans as they are.
        joined = (
            merge_spans(s for p in row for s in p.evidence) if len(row) > 1 else row[0].evidence
        )
        id = Position.id_of(text_id, surest.actor, surest.issue, surest.stance, joined)
        merged.append(replace(surest, id=id, evidence=joined))
    return _with_one_id_each(merged)


def _with_one_id_each(positions: list[Position]) -> tuple[Position, ...]:
    """Rows that differ in their condition alone would share an id: the surer one is kept."""
    kept: dict[str, Position] = {}
    for p in positions:
        other = kept.get(p.id)
        if other is None or p.confidence > other.confidence:
            kept[p.id] = p
    return tuple(kept.values())
