"""Findings of the rules weighed by the trained tagger, and findings of its own beside them.

Each with the words that may name its holder and, where no rule sees one, with its condition.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.positions.conditions import condition_by_rule, opens_condition
from onrecord.extract.positions.findings import TAGGED, Finding
from onrecord.extract.positions.grammar import child, lemma, with_conjuncts
from onrecord.extract.positions.lexicon import words
from onrecord.extract.positions.tagger import NOWHERE, Reading
from onrecord.extract.statements.tagger import logit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


RARE = frozenset({"open", "undecided", "sceptical"})
GAP, SHORTEST = 2, 2  # words of a condition: from one to the next at most, altogether at least;
# with a comma or one weak word between, and "if asked" as the shortest that says on what


@dataclass(frozen=True, slots=True)
class Scale:
    """What a chance by the tagger means, tuned and fitted with its weights.

    Findings of rules below `least_rule` and words below `least` are left out, and words of which
    less than `least_share` of the chance falls to one stance. Less, `least_rare`, is asked of a
    rule's finding of a rarer stance or with a condition: the tagger has seen few of them. Words
    from `least_condition` on tell a condition.
    `of_rules` and `of_words` are slope and constant from the log odds of a chance to those of
    being right.
    """

    least_rule: float
    least_rare: float
    least: float
    least_share: float
    least_condition: float
    of_rules: tuple[float, float]
    of_words: tuple[float, float]


def weighed(doc: Doc, findings: Sequence[Finding], reading: Reading, scale: Scale) -> list[Finding]:
    """The findings of rules that the tagger holds for likely enough, each with its chance.

    That is the best chance of a word between those for the stance and those for the act: which
    of "was critical of" carries the stance, two readers need not agree.
    """
    kept = []
    for finding in findings:
        ends = sorted({finding.at.i, finding.issue.i, *(t.i for t in finding.trigger)})
        best = max(range(ends[0], ends[-1] + 1), key=reading.chance)
        chance = reading.chance(best)
        rare = finding.stance in RARE or bool(condition_by_rule(finding))
        if chance >= (scale.least_rare if rare else scale.least_rule):
            pointed = _holders(doc, int(reading.holders[best]))
            sure = _confidence(chance, scale.of_rules)
            names = _names(doc, reading, best)
            kept.append(
                replace(finding, chance=chance, confidence=sure, pointed=pointed, names=names)
            )
    return kept


def added(
    doc: Doc, findings: Sequence[Finding], reading: Reading, scale: Scale
) -> Iterator[Finding]:
    """Findings at words that carry a stance by the tagger and that no finding has taken up.

    A finding takes up its own words, and those between them: in "has not decided whether to support
    the ban" nobody supports it.
    """
    taken = {t.i for f in findings for t in (*f.trigger, f.issue, *_between(f))}
    for i in (reading.chances[:, 0] <= 1 - scale.least).nonzero()[0]:
        token = doc[int(i)]
        if token.i in taken or token.is_space or token.is_punct or _is_naming(token):
            continue
        if reading.share(token.i) >= scale.least_share:
            yield from _found(doc, token, reading, scale)


def conditioned(
    doc: Doc, findings: Sequence[Finding], reading: Reading, scale: Scale
) -> list[Finding]:
    """The findings, those beside a condition that only the tagger sees with its words.

    A run of such words, begun as conditions are, goes to the nearest finding of its sentence and to
    all others that hang on the same word; not to one whose act lies in it.
    """
    by_rule = {t.i for f in findings for t in condition_by_rule(f)}
    beside: dict[int, list[Finding]] = {}
    for finding in findings:
        beside.setdefault(finding.at.sent.start, []).append(finding)
    told: dict[int, tuple[int, tuple[Token, ...]]] = {}
    for run in _runs(doc, reading, scale):
        if any(t.i in by_rule for t in run) or not opens_condition(run):
            continue
        near = [f for f in beside.get(run[0].sent.start, ()) if _is_outside(f, run)]
        if near:
            nearest = min(near, key=lambda f: _distance(f, run))
            away = _distance(nearest, run)
            if away < told.get(nearest.at.i, (away + 1,))[0]:
                told[nearest.at.i] = away, run
    return [
        replace(f, condition=told[f.at.i][1])
        if f.at.i in told and _is_outside(f, told[f.at.i][1])
        else f
        for f in findings
    ]


def _is_outside(finding: Finding, run: Sequence[Token]) -> bool:
    return not any(run[0].i <= t.i <= run[-1].i for t in (finding.at, finding.issue))


def _distance(finding: Finding, run: Sequence[Token]) -> int:
    return min(abs(finding.at.i - end.i) for end in (run[0], run[-1]))


def _runs(doc: Doc, reading: Reading, scale: Scale) -> Iterator[tuple[Token, ...]]:
    """Runs of words that tell a condition, within a sentence; one weak word breaks none."""
    run: list[Token] = []
    for i in (reading.conditions >= scale.least_condition).nonzero()[0]:
        token = doc[int(i)]
        if token.is_punct or token.is_space:
            continue
        if run and (token.i - run[-1].i > GAP or token.sent.start != run[-1].sent.start):
            yield from _whole(run)
            run = []
        run.append(token)
    yield from _whole(run)


def _whole(run: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """A run with the words between, if it says enough: "if asked", not "unless"."""
    if len(run) >= SHORTEST:
        words = run[0].doc[run[0].i : run[-1].i + 1]
        yield tuple(t for t in words if not t.is_space)


def _between(finding: Finding) -> tuple[Token, ...]:
    """The words by which an act hangs on the word for the stance."""
    way: list[Token] = []
    for node in finding.issue.ancestors:
        if node in finding.trigger:
            return tuple(way)
        way.append(node)
    return ()


def _is_naming(token: Token) -> bool:
    """Whether a verb gives its object a name: "called the plan a death sentence", not "for it"."""
    if lemma(token) not in words("naming") or token.pos_ != "VERB":
        return False
    return not any(lemma(c) in ("for", "on", "upon", "off") for c in token.children)


def _found(doc: Doc, token: Token, reading: Reading, scale: Scale) -> Iterator[Finding]:
    act = int(reading.acts[token.i])
    holders = _holders(doc, int(reading.holders[token.i]))
    chance = reading.chance(token.i)
    for issue in _joined(doc[act]) if act != NOWHERE else (token,):
        yield Finding(
            (token,),
            reading.stance(token.i),
            holders,
            issue,
            TAGGED,
            speaker=not holders,
            chance=chance,
            confidence=_confidence(chance, scale.of_words),
            names=_names(doc, reading, token.i),
        )


def _confidence(chance: float, line: tuple[float, float]) -> float:
    slope, constant = line
    return 1 / (1 + math.exp(-(slope * logit(chance) + constant)))


def _holders(doc: Doc, holder: int) -> tuple[Token, ...]:
    return with_conjuncts(doc[holder]) if holder != NOWHERE else ()


def _names(doc: Doc, reading: Reading, token: int) -> tuple[tuple[Token, float], ...]:
    return tuple((doc[k], chance) for k, chance in reading.names.get(token, ()))


def _joined(act: Token) -> tuple[Token, ...]:
    """An act and those joined to it: "wants to close the port and sell the land" are two."""
    if act.pos_ != "VERB":
        return (act,)
    return tuple(
        t
        for t in with_conjuncts(act)
        if t.i == act.i or (t.pos_ == "VERB" and child(t, "nsubj", "nsubjpass") is None)
    )
