"""Findings of the rules weighed by the trained tagger, and findings of its own beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.positions.findings import TAGGED, Finding
from onrecord.extract.positions.grammar import child, with_conjuncts
from onrecord.extract.positions.tagger import NOWHERE, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def weighed(findings: Sequence[Finding], reading: Reading, floor: float) -> list[Finding]:
    """The findings of rules that the tagger holds for likely enough, each with its chance."""
    kept = []
    for finding in findings:
        chance = max(reading.chance(t.i) for t in (*finding.trigger, finding.issue))
        if chance >= floor:
            kept.append(replace(finding, confidence=chance))
    return kept


def added(
    doc: Doc, findings: Sequence[Finding], reading: Reading, floor: float
) -> Iterator[Finding]:
    """Findings at words that carry a stance by the tagger and that no finding has taken up."""
    taken = {t.i for f in findings for t in (*f.trigger, f.issue)}
    for i in (reading.chances[:, 0] <= 1 - floor).nonzero()[0]:
        token = doc[int(i)]
        if token.i not in taken and not token.is_space and not token.is_punct:
            yield from _found(doc, token, reading)


def _found(doc: Doc, token: Token, reading: Reading) -> Iterator[Finding]:
    holder, act = int(reading.holders[token.i]), int(reading.acts[token.i])
    holders = with_conjuncts(doc[holder]) if holder != NOWHERE else ()
    for issue in _joined(doc[act]) if act != NOWHERE else (token,):
        yield Finding(
            (token,),
            reading.stance(token.i),
            holders,
            issue,
            TAGGED,
            speaker=not holders,
            confidence=reading.chance(token.i),
        )


def _joined(act: Token) -> tuple[Token, ...]:
    """An act and those joined to it: "wants to close the port and sell the land" are two."""
    if act.pos_ != "VERB":
        return (act,)
    return tuple(
        t
        for t in with_conjuncts(act)
        if t.i == act.i or (t.pos_ == "VERB" and child(t, "nsubj", "nsubjpass") is None)
    )
