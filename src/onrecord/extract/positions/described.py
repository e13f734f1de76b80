"""Holders without a name of their own: “the miners' union”, “European employers”, “the governor”.

The actors step keeps to names and to groups that a name describes. A body, office or group that
a text only describes may still decide, vote or demand; here it becomes an actor, by its own
words, where nobody named in the text could be meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from onrecord.extract.positions.grammar import lemma
from onrecord.extract.positions.lexicon import words
from onrecord.model import Actor, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

VAGUE = frozenset({"a", "an", "some", "any", "no", "another", "every", "each"})
KEPT = frozenset({"compound", "amod", "nmod", "poss", "case", "punct", "nummod"})
LOOSE = frozenset({"late", "last", "next", "new", "first", "same", "own"})
BODY_KINDS = frozenset({"organization", "government", "party"})


def coin(
    noun: Token, actors: Iterable[Actor], words_of: Callable[[Span], str]
) -> tuple[str, ...] | Actor:
    """The actor that a description names, or nothing where it is vague or somebody named is meant.

    `actors`: those of the text; `words_of` gives the text's own characters of a span.
    """
    kind = _kind(noun)
    if kind is None or not _is_definite(noun, kind):
        return ()
    if kind != "group" and _is_taken(noun, kind, actors):
        return ()
    if kind == "group" and _is_pair(noun) and len(list(actors)) > 1:
        return ()  # "the two countries": two of those that were named
    tokens = _name(noun)
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    name = " ".join(words_of(span).split())
    return Actor.of(name, kind, mentions=(Mention(span, "nominal"),)) if name else ()


def _kind(noun: Token) -> str | None:
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    name = lemma(noun)
    plural = noun.tag_ in ("NNS", "NNPS")
    if plural:
        return (
            "group"
            if name in words("collectives") | words("offices") | words("described")
            else None
        )
    if name in words("offices"):
        return "person"
    if name in words("described"):
        return "party" if name in words("parties") else "organization"
    if name in words("organs"):
        return "government"
    return "group" if name in words("collectives") else None


def _is_definite(noun: Token, kind: str) -> bool:
    marks = {c.lower_ for c in noun.children if c.dep_ in ("det", "amod", "predet", "nummod")}
    if marks & VAGUE:
        return False
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner.pos_ != "PRON"
    return (
        kind == "group"
        or bool(marks & {"the", "this", "that", "these", "those", "both"})
        or (noun.sent.start == noun.left_edge.i and kind != "person")
    )


def _is_pair(noun: Token) -> bool:
    return any(c.lower_ in ("two", "both", "three", "other") for c in noun.children)


def _is_taken(noun: Token, kind: str, actors: Iterable[Actor]) -> bool:
    """Whether one named in the text could be meant by "the union", "the minister"."""
    name = lemma(noun)
    for actor in actors:
        before = bool(actor.mentions) and actor.mentions[0].span.start < noun.idx
        if name in actor.name.casefold().split() and actor.kind != "group":
            return True
        if kind == "person":
            if actor.kind == "person" and (before or _has_title(actor, name)):
                return True
        elif name == "government":
            if actor.kind in ("country", "government"):
                return True
        elif name in words("generic") and before and actor.kind in BODY_KINDS:
            return True
    return False


def _has_title(actor: Actor, name: str) -> bool:
    return any(name in r.title.casefold() for r in actor.roles)


def _name(noun: Token) -> list[Token]:
    """The words from the first that qualifies the noun to the noun itself."""
    first = noun.i
    while first > noun.sent.start:
        before = noun.doc[first - 1]
        inside = before.is_ancestor(noun) is False and noun.is_ancestor(before)
        if not inside or before.dep_ == "det" or before.is_space or before.lower_ in LOOSE:
            break
        if before.dep_ not in KEPT and before.text != "-":
            break
        first -= 1
    return list(noun.doc[first : noun.i + 1])
