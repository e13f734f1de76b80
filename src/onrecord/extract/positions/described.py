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


class Named:
    """Who is named in a text, for one look-up a description: built once, in O(names)."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.count = 0
        self.words: set[str] = set()
        self.titles: set[str] = set()
        self.first: dict[str, int] = {}
        for actor in actors:
            self.count += 1
            if actor.kind != "group":
                self.words.update(actor.name.casefold().split())
            for role in actor.roles:
                self.titles.update(role.title.casefold().split())
            for mention in actor.mentions[:1]:
                earlier = self.first.get(actor.kind, mention.span.start)
                self.first[actor.kind] = min(earlier, mention.span.start)

    def is_before(self, kinds: Iterable[str], offset: int) -> bool:
        """Whether one of these kinds is named before the offset."""
        return any(self.first[k] < offset for k in kinds if k in self.first)


def coin(noun: Token, named: Named, words_of: Callable[[Span], str]) -> tuple[str, ...] | Actor:
    """The actor that a description names, or nothing where it is vague or somebody named is meant.

    `named`: those of the text; `words_of` gives the text's own characters of a span.
    """
    kind = _kind(noun)
    if kind is None or not _is_definite(noun, kind):
        return ()
    if kind != "group" and _is_taken(noun, kind, named):
        return ()
    if kind == "group" and _is_pair(noun) and named.count > 1:
        return ()  # "the two countries": two of those that were named
    tokens = _name(noun)
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    name = " ".join(words_of(span).split())
    return Actor.of(name, kind, mentions=(Mention(span, "nominal"),)) if name else ()


def told(noun: Token, words_of: Callable[[Span], str]) -> Actor | None:
    """The holder that a noun names where something else says that it holds a position.

    Less is asked of it than by `coin`: any group of people that the text tells apart ("many
    senators"), any body, described or named; not critics, experts and the like, of whom nobody
    knows who they are.
    """
    if noun.pos_ not in ("NOUN", "PROPN") or lemma(noun) in words("anonymous"):
        return None
    if any(c.dep_ == "poss" and _is_pointing(c) for c in noun.children):
        return None  # "whose voters": whose, another sentence may not know
    if {c.lower_ for c in noun.children} & {"some", "any", "no", "other", "others"}:
        return None
    kind = _kind(noun) or ("group" if noun.tag_ in ("NNS", "NNPS") else None)
    kind = kind or ENTITIES.get(noun.ent_type_)
    if kind is None or lemma(noun) in words("things"):
        return None
    tokens = _name(noun)
    name = " ".join(words_of(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))).split())
    if len(tokens) == 1 and kind not in ("group", "government") and noun.pos_ != "PROPN":
        return None  # "the party": which, is not said
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    form = "name" if noun.pos_ == "PROPN" else "nominal"
    return Actor.of(name, kind, mentions=(Mention(span, form),)) if name else None


ENTITIES = {"PERSON": "person", "ORG": "organization"}


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
        return not _is_pointing(owner)
    return (
        kind == "group"
        or bool(marks & {"the", "this", "that", "these", "those", "both"})
        or (noun.sent.start == noun.left_edge.i and kind != "person")
    )


def _is_pointing(owner: Token) -> bool:
    """Whether an owner is told by a pronoun: "its voters", "whose government"."""
    return owner.pos_ == "PRON" or owner.tag_ in ("PRP$", "WP$")


def _is_pair(noun: Token) -> bool:
    return any(c.lower_ in ("two", "both", "three", "other") for c in noun.children)


def _is_taken(noun: Token, kind: str, named: Named) -> bool:
    """Whether one named in the text could be meant by "the union", "the minister"."""
    name = lemma(noun)
    own = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod")}
    own -= LOOSE | words("common")
    if kind == "government" and own and not own & named.words:
        return False  # "the appeals court" is not the court of another name
    if name in named.words:
        return True
    if kind == "person":
        return name in named.titles or named.is_before({"person"}, noun.idx)
    if name == "government":
        return bool(named.first.keys() & {"country", "government"})
    return name in words("generic") and named.is_before(BODY_KINDS, noun.idx)


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
        if (before.is_quote and before.tag_ != "POS") or before.is_bracket:
            break
        first -= 1
    return list(noun.doc[first : noun.i + 1])
