"""From the words of a source to the actors that speak, however the words were found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.statements.lexicon import lexicon
from onrecord.model import Actor, Spans, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

UNNAMED = "speaker not named"
UNRESOLVED = "pronoun speaker not resolved"
NO_SOURCE = "no source named"

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SINGULAR = frozenset({"he", "she"})
_EXAMPLES = frozenset({"as", "like", "including"})
_BODIES = frozenset({"government", "party", "organization", "country", "group"})
_SINGLE_BODIES = frozenset({"government", "party", "organization"})
_POSSESSIVE = frozenset({"'s", "’s"})
_LIST_FILLERS = frozenset({"the", "his", "her", "their", "its", "both", "a"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})  # kinds of entity, as the parser names them
_PARTS = frozenset({"compound", "flat", "amod", "poss", "nmod", "det"})
_DEFINITE = frozenset({"the", "this", "that"})
_SIDE = "side"  # "the Danish side": who negotiates for Denmark
_PRESS = frozenset({"press", "media"})
_PRESS_UNITS = frozenset({"service", "office", "centre", "center", "secretary", "department"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: actor ids in text order, whether for another, and why nobody was found."""

    ids: tuple[str, ...] = ()
    spokesperson: bool = False
    missing: str | None = None


def speaker_of(
    draft: Draft,
    source: Spans,
    before: Statement | None = None,
    around: Statement | None = None,
    cast: Cast | None = None,
) -> Speaker:
    """The speakers that the words of a source stand for.

    `before` is the statement before this one where that stands close (same or preceding
    paragraph), `around` the one that contains it: a pronoun that the actors' step left open, and
    "I" or "we" in quoted words, are taken from them where only one speaker is there. Pass `cast`
    where many are asked about one draft.
    """
    tokens = [t for span in source for t in draft.tokens(span) if not t.is_space]
    if not tokens:
        return Speaker(missing=NO_SOURCE)
    cast = cast or Cast(draft)
    inside = {t.i for t in tokens}
    ids: dict[str, None] = {}
    resolved: set[int] = set()
    heads = _heads(tokens, inside)
    titled = _titled(draft, heads)
    for head in heads:
        if head.dep_ == "appos" and head.head.i in resolved:
            continue  # "Ruiz, the head of the union": Ruiz speaks
        if head.i in titled:
            continue  # "the head of the union, Ruiz": the same
        found = (
            _actors(draft, head, inside)
            or cast.called(head)
            or _of_side(draft, head, inside)
            or _bracketed(draft, head, inside)
            or _of_document(cast, head, before)
        )
        if not found and head.pos_ == "PRON":
            found = _of_pronoun(draft, head, before, around, cast) or _of_it(cast, head, before)
        if found:
            resolved.add(head.i)
        ids.update(dict.fromkeys(found))
    if ids:
        if not any(t.dep_ in ("cc", "conj") for t in tokens):  # "PLU (Port Union) head Ana Ruiz"
            named = [i for i in ids if cast.kinds.get(i) == "person"]
            ids = dict.fromkeys(named or ids)
        listed = _listed(draft, source, tokens)
        return Speaker(tuple(listed if len(listed) > len(ids) else ids))
    bodies = dict.fromkeys(i for h in heads for i in _spoken_for(draft, h, inside))
    if bodies:
        return Speaker(tuple(bodies), spokesperson=True)
    pronouns = any(h.pos_ == "PRON" for h in heads)
    return Speaker(missing=UNRESOLVED if pronouns else UNNAMED)


def addressees_of(draft: Draft, cue: Spans, speakers: Sequence[str]) -> tuple[str, ...]:
    """Actors that the words are said to: "told parliament", "said to Reuters". Ids, text order."""
    ids: dict[str, None] = {}
    for token in [t for span in cue for t in draft.tokens(span)]:
        if token.pos_ not in ("VERB", "AUX", "NOUN"):
            continue
        tells = token.lemma_ in lexicon().lists["telling"]
        for c in token.children:
            if c.i < token.i:
                continue
            if tells and c.dep_ in ("dobj", "dative"):
                told: Token | None = c if c.pos_ != "ADP" else _object(c)
            elif c.lower_ == "to" and c.dep_ in ("prep", "dative"):
                told = _object(c)
            else:
                continue
            if told is not None:
                for one in [told, *told.conjuncts]:
                    ids.update(dict.fromkeys(a.id for a in draft.mentions.at(one)))
    return tuple(i for i in ids if i not in speakers)


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def _heads(tokens: Sequence[Token], inside: set[int]) -> list[Token]:
    """The heads of the source: of a list each, of "figures such as A and B" A and B too."""
    heads: list[Token] = []
    for token in tokens:
        outside = token.head.i not in inside or token.head.i == token.i
        top = outside and not token.is_punct and token.dep_ not in ("case", "relcl", "acl")
        listed = token.dep_ in ("conj", "appos") and any(h.i == token.head.i for h in heads)
        example = token.dep_ == "pobj" and token.head.lower_ in _EXAMPLES
        if top or listed or example:
            heads.append(token)
    return heads


def _actors(draft: Draft, head: Token, inside: set[int]) -> list[str]:
    """Actors mentioned at the head, its apposition, or the noun "who" stands for."""
    direct = draft.mentions.at(head)
    if direct:
        return _specific(direct)
    if head.lower_ in _RELATIVE:
        verb = head.head
        while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.dep_ != "relcl":
            verb = verb.head
        if verb.dep_ == "relcl":
            return _specific(draft.mentions.at(verb.head))
        return []
    if head.lemma_.lower() in lexicon().lists["documents"]:
        return [a.id for t in _owners(head) for a in draft.mentions.at(t)]
    names = [
        c
        for c in head.children
        if c.i in inside and c.dep_ in ("compound", "flat", "nmod") and c.ent_type_ == "PERSON"
    ]
    return [a.id for c in names for a in draft.mentions.at(c) if a.kind == "person"][:1]


def _listed(draft: Draft, source: Spans, tokens: Sequence[Token]) -> list[str]:
    """Persons of a bare list, "President A, Prime Minister B and her colleague C", in text order.

    Parsers lose the thread of long lists; commas and "and" do not. A source with a verb in it is
    no bare list: there, who stands after a comma may be somebody else.
    """
    if any(t.pos_ in ("VERB", "AUX") or t.lower_ in _RELATIVE for t in tokens):
        return []
    ids: dict[str, None] = {}
    for span in source:
        for mention, actor in draft.mentions.within(span):
            owner = draft.text.text[mention.span.end : mention.span.end + 2] in _POSSESSIVE
            if actor.kind != "person" or mention.form != "name" or owner:
                continue
            start = mention.span.start
            for role in actor.roles:  # the title before the name belongs to the item
                if role.span.end <= start and not draft.text.text[role.span.end : start].strip():
                    start = role.span.start
            before = draft.text.text[span.start : start].split()
            while before and before[-1].casefold() in _LIST_FILLERS:
                before.pop()
            if not before or before[-1].endswith(",") or before[-1] in ("and", "&"):
                ids[actor.id] = None
    return list(ids)


def _titled(draft: Draft, heads: Sequence[Token]) -> set[int]:
    """Places of heads that are a title or a part of one, a person being named in apposition.

    Parsers hang the house of "Speaker of the Senate, Ruiz" as one more apposition.
    """
    named = [
        h
        for h in heads
        if h.dep_ == "appos" and any(a.kind == "person" for a in draft.mentions.at(h))
    ]
    tops = {h.head.i for h in named}
    others = [h for h in heads if h not in named and (h.i in tops or h.head.i in tops)]
    return {
        h.i
        for h in others
        if h.dep_ != "conj" and not any(a.kind == "person" for a in draft.mentions.at(h))
    }


def _specific(actors: Sequence[Actor]) -> list[str]:
    """Ids; where mentions of a person and a body overlap, the person speaks."""
    people = [a for a in actors if a.kind == "person"]
    return [a.id for a in (people or actors)]


def _owners(head: Token) -> Iterator[Token]:
    """Whose document: "the ministry's letter", "a statement from the ministry"."""
    for c in head.children:
        if c.dep_ in ("poss", "compound", "nmod", "amod"):
            yield c
        elif c.dep_ == "prep" and c.lower_ in ("from", "by", "of"):
            yield from (x for x in c.children if x.dep_ == "pobj")
        elif c.dep_ == "acl":
            for agent in c.children:
                if agent.dep_ in ("agent", "prep"):
                    yield from (x for x in agent.children if x.dep_ == "pobj")


def _spoken_for(draft: Draft, head: Token, inside: set[int]) -> list[str]:
    """The body that an unnamed spokesperson speaks for."""
    words = {c.lower_ for c in head.children if c.i in inside and c.dep_ == "compound"}
    unit = head.lemma_.lower() in _PRESS_UNITS and words & _PRESS  # "the ministry's press office"
    if not unit and head.lemma_.lower() not in lexicon().lists["spokespersons"]:
        return []
    for c in head.subtree:
        if c.i not in inside or c.i == head.i or c.dep_ in ("relcl",):
            continue
        if actors := draft.mentions.at(c):
            # "Malta's transport ministry" is a mention of the ministry and holds one of Malta
            return [a.id for a in actors if a.kind != "country"] or [a.id for a in actors]
    return []


def _of_pronoun(
    draft: Draft, head: Token, before: Statement | None, around: Statement | None, cast: Cast
) -> list[str]:
    if head.lower_ in ("i", "we"):
        if around is not None and len(around.speakers) == 1:
            return list(around.speakers)
        if before is not None and _goes_on(draft, head, before):
            return list(before.speakers)
        return []
    if head.lower_ in _SINGULAR and before is not None and len(before.speakers) == 1:
        return [i for i in before.speakers if cast.kinds.get(i) == "person"]
    return []


def _goes_on(draft: Draft, head: Token, before: Statement) -> bool:
    """Whether "I" stands in quoted words that go on from the quoted words just before.

    "…," Ruiz said. "I think …": the second quotation is hers too.
    """
    quoted = any(q.inner.start <= head.idx < q.inner.end for q in draft.quotes)
    return quoted and len(before.speakers) == 1 and before.kind != "indirect"


def _of_side(draft: Draft, head: Token, inside: set[int]) -> list[str]:
    """ "The Danish side", "the EU side": the country or body that it is a side of."""
    if head.lower_ != _SIDE:
        return []
    owners = [c for c in head.children if c.i in inside and c.dep_ in ("amod", "compound", "poss")]
    ids = dict.fromkeys(a.id for c in owners for a in draft.mentions.at(c) if a.kind in _BODIES)
    return list(ids) if len(ids) == 1 else []


def _bracketed(draft: Draft, head: Token, inside: set[int]) -> list[str]:
    """ "The union's mission in the Gulf (UMIG)": the short name in brackets at the end."""
    last = max(inside)
    doc = draft.doc
    if last - 2 <= head.i or doc[last].text != ")" or doc[last - 2].text != "(":
        return []
    return [a.id for a in draft.mentions.at(doc[last - 1]) if a.kind in _SINGLE_BODIES]


def _of_document(cast: Cast, head: Token, before: Statement | None) -> list[str]:
    """ "The statement added": a paper without owner is of the body that spoke just before."""
    article = next((c for c in head.children if c.dep_ == "det"), None)
    plain = all(c.dep_ in ("det", "punct") for c in head.children)
    if before is None or len(before.speakers) != 1 or article is None or not plain:
        return []
    if article.lower_ not in _DEFINITE or head.lemma_.lower() not in lexicon().lists["documents"]:
        return []
    return list(before.speakers) if cast.kinds.get(before.speakers[0]) in _SINGLE_BODIES else []


def _of_it(cast: Cast, head: Token, before: Statement | None) -> list[str]:
    """ "It added": the one body that speaks in the sentence before."""
    if head.lower_ != "it" or before is None or len(before.speakers) != 1 or not before.source:
        return []
    sentence = head.sent
    last = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    if max(s.end for s in before.source) <= last.start_char:
        return []
    return list(before.speakers) if cast.kinds.get(before.speakers[0]) in _SINGLE_BODIES else []


class Cast:
    """The persons of a draft, by place of mention and by word of their name; built once a draft."""

    def __init__(self, draft: Draft) -> None:
        rows: list[tuple[int, str]] = []
        self._named: dict[str, set[str]] = {}
        self.kinds = {a.id: a.kind for a in draft.actors}
        for actor in draft.actors:
            if actor.kind != "person" or not actor.mentions:
                continue
            rows += [(m.span.start, actor.id) for m in actor.mentions if m.form != "pronoun"]
            for word in actor.name.split():
                self._named.setdefault(word, set()).add(actor.id)
        rows.sort()
        self._starts = [s for s, _ in rows]
        self._ids = [i for _, i in rows]

    def between(self, start: int, end: int) -> set[str]:
        """Ids of persons named in that stretch of characters."""
        return set(self._ids[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def called(self, token: Token) -> list[str]:
        """The one person in whose name the token is a word, where no mention was seen at it."""
        if token.ent_type_ in _PLACES or not token.text[:1].isupper():
            return []
        alone = not any(c.dep_ in _PARTS for c in token.children)
        named = sorted(self._named.get(token.text, ())) if alone else []
        return named if len(named) == 1 else []
