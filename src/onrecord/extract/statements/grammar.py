"""Phrases of a parse: noun phrases, verb groups, subjects, as sets of token numbers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_CLAUSES = frozenset({"relcl", "acl"})


LONGEST = 400
"""Tokens of a phrase at most: no sentence of the train part of PolNeAR is longer, and lists without
full stops, which the parser takes for one sentence, would cost their length squared."""


def subtree(token: Token) -> set[int]:
    """The numbers of the tokens below and with this one, white space left out."""
    return {t.i for t in islice(token.subtree, LONGEST) if not t.is_space}


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def noun_phrase(head: Token, cues: Iterable[int] = ()) -> set[int]:
    """A noun phrase with its apposition and descriptive clauses.

    A relative clause that is itself headed by one of `cues` (token numbers) is left out, and so
    is what only trails a conjunct clause. The comma that ends a described name belongs to it.
    """
    cues = frozenset(cues)
    taken = subtree(head)
    for part in head.subtree:
        if part.dep_ in _CLAUSES and part.i > head.i and part.i in cues:
            taken -= subtree(part)
    taken = _joined(head, taken)
    return _bare(head, taken)


def _joined(head: Token, taken: set[int]) -> set[int]:
    """The stretch without gaps (punctuation apart) around the head."""
    doc = head.doc
    left = right = head.i
    while left > 0 and (left - 1 in taken or _hinge(doc[left - 1], left - 2 in taken)):
        left -= 1
    last = len(doc) - 1
    while right < last and (right + 1 in taken or _hinge(doc[right + 1], right + 2 in taken)):
        right += 1
    return {i for i in range(left, right + 1) if not doc[i].is_space}


def _hinge(token: Token, beyond: bool) -> bool:
    return beyond and token.is_punct and not token.is_quote


def _bare(head: Token, taken: set[int]) -> set[int]:
    """Without punctuation, conjunctions and quotation marks at the edges."""
    doc = head.doc
    ordered = sorted(taken)
    while ordered and _loose(doc[ordered[0]]):
        ordered.pop(0)
    while ordered and _loose(doc[ordered[-1]]) and ordered[-1] > head.i:
        ordered.pop()
    return set(ordered)


def _loose(token: Token) -> bool:
    return (token.is_punct and token.text not in ("(", ")", "[", "]")) or token.pos_ == "CCONJ"


def verb_group(verb: Token) -> set[int]:
    """A verb with its auxiliaries, negation, particle, and the adverbs among or before them."""
    parts = {verb.i} | {c.i for c in verb.children if c.dep_ in _GROUP}
    adverbs = {c.i for c in verb.children if c.dep_ == "advmod" and c.i < verb.i and _single(c)}
    first = min(parts)
    while first - 1 in adverbs:
        first -= 1
        parts.add(first)
    return parts | {i for i in adverbs if i > first}


def _single(token: Token) -> bool:
    return token.n_lefts == 0 and token.n_rights == 0


def subject(verb: Token) -> Token | None:
    """The subject of a verb, through conjunction ("came and said") and auxiliaries."""
    for _ in range(5):  # longer chains of conjuncts are lists, not one subject's acts
        own = child(verb, *SUBJECTS)
        if own is not None:
            return own
        if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive ("was told")."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
