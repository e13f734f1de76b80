"""Which places a clause says it happens in: "in Paris", "at a conference in Estonia"."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.model import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_NESTED = frozenset({"compound", "poss", "nmod", "conj", "appos", "amod"})
"""How a place may hang on the word that the preposition governs: "the KHARKIV region"."""
_STEPS = 8  # longest way up from a name to its preposition ("in parts of the city of X and Y")


def places_in(draft: Draft, tokens: Sequence[Token], *, objects: bool = False) -> tuple[str, ...]:
    """Ids of the places that stand in a locative prepositional phrase among those tokens.

    In text order, each once: "in Kharkov and Sumy" gives both, "in Paris, France" Paris alone,
    "talks with France" and "from Paris" none. With `objects`, places that are the object of a
    verb such as "visit" or "shell" count too. Only mentions that lie wholly among the tokens are
    looked at, so pass the clause you mean.
    """
    inside = {t.i for t in tokens}
    found: dict[str, None] = {}
    for place, name in _mentions_among(draft, tokens):
        if not all(t.i in inside for t in name):
            continue
        if _stands_locative(name, inside) or (objects and _is_object(name, inside)):
            found.setdefault(place)
    return tuple(found)


def place_of(draft: Draft, token: Token) -> str | None:
    """The id of the place whose mention covers this token, None where there is none."""
    for place, name in _mentions_among(draft, [token]):
        if any(t.i == token.i for t in name):
            return place
    return None


class _Index:
    """Place mentions of one draft by where they start."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self.rows = sorted((span, p.id) for p in places for span in p.mentions)
        self.starts = [span.start for span, _ in self.rows]
        self.longest = max((span.end - span.start for span, _ in self.rows), default=0)


_LATEST: list[_Index] = []
"""The index last used: steps ask for many clauses of one draft in a row."""


def _index(draft: Draft) -> _Index:
    latest = _LATEST[-1] if _LATEST else None
    if latest is None or latest.places is not draft.places:
        latest = _Index(draft.places)
        _LATEST[:] = [latest]
    return latest


def _mentions_among(draft: Draft, tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Place ids with the tokens of each mention that touches the stretch the tokens span."""
    if not tokens or not draft.places:
        return
    index = _index(draft)
    start = min(t.idx for t in tokens)
    end = max(t.idx + len(t) for t in tokens)
    at = bisect_left(index.starts, start - index.longest)
    while at < len(index.rows) and index.starts[at] < end:
        span, place = index.rows[at]
        at += 1
        if span.end > start and (name := draft.tokens(span)):
            yield place, name


@cache
def _words(key: str) -> frozenset[str]:
    source = resources.files("onrecord.extract.places").joinpath("locative.toml")
    return frozenset(tomllib.loads(source.read_text(encoding="utf-8"))[key])


def _head_of(name: Sequence[Token]) -> Token:
    """The token of a name whose own head lies outside of it."""
    own = {t.i for t in name}
    return next((t for t in name if t.head.i not in own or t.head.i == t.i), name[-1])


def _stands_locative(name: Sequence[Token], inside: set[int]) -> bool:
    """Whether the way up from the name meets a preposition of place within the clause."""
    token = _head_of(name)
    if token.dep_ == "appos" and token.head.ent_type_ in {"GPE", "LOC"}:
        return False  # "Paris, France": the container of a place is not a second place
    for _ in range(_STEPS):
        head = token.head
        if head.i == token.i or head.i not in inside:
            return False
        if token.dep_ in {"pobj", "pcomp"} and head.dep_ in {"prep", "conj", "agent"}:
            return _is_locative(head, inside)
        if token.dep_ in _NESTED or (token.dep_ == "nsubj" and head.pos_ == "PROPN"):
            token = head
            continue
        return False
    return False


def _is_locative(preposition: Token, inside: set[int]) -> bool:
    word = preposition.lower_
    governor = preposition.head
    if word in _words("prepositions"):
        return True
    if word == "to":
        return governor.lemma_.lower() in _words("motion")
    if word != "of" or governor.lemma_.lower() not in _words("parts"):
        return False
    if governor.pos_ == "ADV" or governor.dep_ in {"advmod", "npadvmod"}:
        return True  # "north of Mosul"
    return governor.i in inside and _stands_locative([governor], inside)


def _is_object(name: Sequence[Token], inside: set[int]) -> bool:
    token = _head_of(name)
    for _ in range(_STEPS):
        head = token.head
        if head.i == token.i or head.i not in inside:
            return False
        if token.dep_ in {"dobj", "nsubjpass"} and head.pos_ == "VERB":
            return head.lemma_.lower() in _words("objects")
        if token.dep_ not in _NESTED:
            return False
        token = head
    return False
