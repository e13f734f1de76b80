"""Findings of the rules weighed by the trained tagger, and findings of its own beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.positions.conditions import condition_of
from onrecord.extract.positions.findings import TAGGED, Finding
from onrecord.extract.positions.grammar import child, lemma, with_conjuncts
from onrecord.extract.positions.lexicon import words
from onrecord.extract.positions.tagger import NOWHERE, Reading
from onrecord.extract.statements.tagger import logit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


RARE = frozenset({"open", "undecided", "sceptical"})


@dataclass(frozen=True, slots=True)
class Scale:
    """What a chance by the tagger means, tuned and fitted with its weights.

    Findings of rules below `least_rule` and words below `least` are left out, and words of which
    less than `least_share` of the chance falls to one stance. Less, `least_rare`, is asked of a
    rule's finding of a rarer stance or with a condition: the tagger has seen few of them.
    `of_rules` and `of_words` are slope and constant from the log odds of a chance to those of
    being right.
    """

    least_rule: float
    least_rare: float
    least: float
    least_share: float
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
        rare = finding.stance in RARE or bool(condition_of(finding))
        if chance >= (scale.least_rare if rare else scale.least_rule):
            pointed = _holders(doc, int(reading.holders[best]))
            sure = _confidence(chance, scale.of_rules)
            kept.append(replace(finding, chance=chance, confidence=sure, pointed=pointed))
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
        )


def _confidence(chance: float, line: tuple[float, float]) -> float:
    slope, constant = line
    return 1 / (1 + math.exp(-(slope * logit(chance) + constant)))


def _holders(doc: Doc, holder: int) -> tuple[Token, ...]:
    return with_conjuncts(doc[holder]) if holder != NOWHERE else ()


def _joined(act: Token) -> tuple[Token, ...]:
    """An act and those joined to it: "wants to close the port and sell the land" are two."""
    if act.pos_ != "VERB":
        return (act,)
    return tuple(
        t
        for t in with_conjuncts(act)
        if t.i == act.i or (t.pos_ == "VERB" and child(t, "nsubj", "nsubjpass") is None)
    )
