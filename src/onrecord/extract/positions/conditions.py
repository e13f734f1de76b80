"""The words that make a stance depend on something: “only if …”, “unless …”, “in return for …”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.positions.findings import Finding
from onrecord.extract.positions.grammar import DEPTH, child, clause_verb, is_inverted, lemma, modals
from onrecord.extract.positions.lexicon import words as words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

ALWAYS = frozenset({"if", "unless", "provided", "providing", "assuming", "supposing"})
UNTIL = frozenset({"until", "till"})
REFUSED = frozenset({"before", "without", "absent"})
AWAITED = frozenset({"once", "after", "when", "before", "with"})
EXCHANGE = frozenset(
    {"return", "exchange", "condition", "proviso", "understanding", "event", "case", "absence"}
)
SUBJECT = frozenset(
    {"subject", "pending", "pend", "conditional", "contingent", "depending", "depend"}
)
OPENING = ALWAYS | UNTIL | REFUSED | AWAITED - {"with"} | SUBJECT
LONG = frozenset({"long", "soon"})
ONLY = frozenset({"only", "but", "not"})


def condition_of(finding: Finding) -> tuple[Token, ...]:
    """The words of the condition in text order; empty where the stance depends on nothing.

    Looked for below the words that carry the stance, below the act, and below the verbs
    straight above them; where there is none, it is what the tagger says.
    """
    return condition_by_rule(finding) or finding.condition


def condition_by_rule(finding: Finding) -> tuple[Token, ...]:
    """The words of the condition that the grammar alone tells."""
    found: set[Token] = set()
    seen: set[int] = set()
    for verb in _verbs(finding):
        for head in _clauses(verb):
            if head.i in seen:
                continue
            seen.add(head.i)
            words = _words(head)
            if finding.issue in words or finding.at in words:
                continue
            if _is_between(head, verb, finding):
                continue
            if _is_condition(head, words, finding):
                found.update(words)
                break
        if found:
            break
    kept = sorted(found, key=lambda t: t.i)
    while kept and kept[-1].is_punct:
        kept.pop()
    return tuple(kept)


def opens_condition(words: Sequence[Token]) -> bool:
    """Whether a run of words begins as a condition may: "unless", "only after", "in return for"."""
    plain = [w.lower_ for w in words if w.is_alpha]
    while plain and plain[0] in ONLY:
        plain.pop(0)
    first, ahead = (plain[0], plain[1:4]) if plain else ("", [])
    if first in OPENING:
        return True
    if first in ("as", "so"):
        return any(w in LONG for w in ahead[:1])
    return first in ("in", "on", "under", "upon") and any(w in EXCHANGE for w in ahead)


def _is_between(head: Token, verb: Token, finding: Finding) -> bool:
    """Whether the verb lies between a clause and the act: the clause then tells of that verb.

    "If they leave, we will sign, he said" is a condition of signing, not of saying.
    """
    if verb in (finding.at, finding.issue) or verb in finding.trigger:
        return False
    low, high = sorted((head.i, finding.issue.i))
    saying = any(c.dep_ == "ccomp" and c.is_ancestor(finding.issue) for c in verb.children)
    return saying and low < verb.i < high


def _verbs(finding: Finding) -> Iterator[Token]:
    yield finding.issue
    yield from finding.trigger
    yield from _parallel(finding.at)
    for start in (finding.issue, finding.at):
        node = clause_verb(start)
        for _ in range(DEPTH):
            yield node
            if node.dep_ in ("ROOT", "relcl", "acl") or node.head is node:
                break
            if node.dep_ == "conj" and child(node, "nsubj", "nsubjpass") is not None:
                break
            node = node.head


def _parallel(verb: Token) -> Iterator[Token]:
    """The same verb joined on: "refused to sign and refused to talk until …" holds for both."""
    for c in verb.children:
        if c.dep_ == "conj" and lemma(c) == lemma(verb) and child(c, "nsubj") is None:
            yield c
            yield from (x for x in c.children if x.dep_ == "xcomp")


def _clauses(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep_ in CLAUSAL:
            yield c
            # "in return for", "only after …", "so long as …"
            yield from (x for x in c.children if x.dep_ in ("prep", "advcl", "pcomp"))


CLAUSAL = frozenset(
    {"advcl", "prep", "mark", "advmod", "dep", "npadvmod", "ccomp", "acomp", "oprd", "acl", "amod"}
)


def _words(head: Token) -> list[Token]:
    words = [t for t in head.subtree if not t.is_space]
    first = words[0].i if words else head.i
    while words and first > head.sent.start and lemma(head.doc[first - 1]) in ("only", "but"):
        first -= 1
        words.insert(0, head.doc[first])
    return words


def _is_condition(head: Token, words: list[Token], finding: Finding) -> bool:
    plain = [w.lower_ for w in words[:6] if w.is_alpha]
    only = "only" in plain[:2] or any(
        lemma(c) == "only" for c in head.head.children if c.dep_ == "advmod"
    )
    while plain and plain[0] in ONLY:
        plain.pop(0)
    if not plain:
        return False
    first = plain[0]
    whole = len(words) > 1 and not _is_date(words)
    marked = _is_marked(head, plain)
    if marked is not None:
        return marked and whole
    if only and (first in AWAITED or first in UNTIL):
        return True
    against = finding.stance in ("opposes", "sceptical", "undecided")
    if first in UNTIL:
        return against and whole
    if first in REFUSED:
        return against and whole and (_is_coming(finding) or head.dep_ == "advcl")
    return (
        first in AWAITED - {"with", "before"}
        and whole
        and _is_coming(finding)
        and (_has_verb(words) or finding.stance != "opposes")
    )


def _is_marked(head: Token, plain: list[str]) -> bool | None:
    """Whether the first words make a condition; None where they alone do not say."""
    first = plain[0]
    if first in ("on", "upon") and lemma(head.head) in words_of("depending"):
        # "turn the tables on them" depends on nobody
        return head.dep_ == "prep" and child(head.head, "dobj") is None
    if is_inverted(head) or first in SUBJECT:
        return True
    if first in ALWAYS or (first == "on" and plain[1:2] == ["condition"]):
        return head.dep_ != "ccomp" or first == "unless" or head.i < head.head.i
    if first in ("as", "so") and len(plain) > 2 and plain[1] in LONG and plain[2] == "as":
        return "possible" not in plain[3:4]
    if first in ("in", "on", "under", "upon"):
        return any(w in EXCHANGE for w in plain[1:3])
    return None


def _has_verb(words: list[Token]) -> bool:
    return any(w.dep_ in ("advcl", "pcomp") or w.tag_ in ("VBZ", "VBP", "VBD") for w in words)


def _is_date(words: list[Token]) -> bool:
    """Whether a phrase only says when: a date is part of the act asked for."""
    return all(w.ent_type_ in ("DATE", "TIME") or w.dep_ in ("prep", "mark") for w in words)


def _is_coming(finding: Finding) -> bool:
    """Whether the act is still to come: under "will", "would", or only readiness is told."""
    if finding.stance in ("open", "undecided") or finding.rule in ("will", "may", "plan", "duty"):
        return True
    return any(
        modals(clause_verb(t)) & (words_of("will") | words_of("may") | words_of("duty"))
        for t in (finding.at, finding.issue)
    )
