"""Who does what to whom in one clause, read off the dependency parse.

Labels are those of the ClearNLP scheme, which spaCy's English pipelines use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_HEAVY = frozenset({"relcl", "acl", "appos", "parataxis", "conj", "cc", "punct", "advcl"})
_HOLDS = frozenset({"series", "round", "wave", "number", "string", "spate", "campaign", "act"})
_OF_AMOUNT = frozenset(
    {"dozen", "hundred", "thousand", "million", "number", "score", "group", "ten", "lot", "couple"}
)
_AFTER_DATELINE = frozenset({"(", "-", "--", "–", "—", ":"})
_FAR = frozenset({"against", "with", "on", "to", "for", "over"})
"""Prepositions that parsers often hang on a nearer noun than the verb they belong to."""
REACH = 6  # links climbed for a subject or a governing verb: longer chains are parser errors


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase that fills a slot: its head and its first and last token (included)."""

    head: Token
    first: Token
    last: Token

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.first.idx

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.last.idx + len(self.last)


def argument(head: Token) -> Argument:
    """The phrase of a head without what hangs loosely on it: clauses, appositions, conjuncts."""
    first = last = head
    for child in head.children:
        if child.dep_ in _HEAVY:
            continue
        if child.i < head.i:
            first = min(first, child.left_edge, key=lambda t: t.i)
        elif child.dep_ in ("prep", "case", "poss", "nummod", "amod", "compound"):
            last = max(last, child.right_edge, key=lambda t: t.i)
    return Argument(head, first, last)


def with_conjuncts(head: Token) -> list[Token]:
    """The head and what is joined to it: “Germany and France”."""
    found, waiting = [head], [head]
    while waiting and len(found) < 12:
        here = waiting.pop()
        for child in here.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                found.append(child)
                waiting.append(child)
    return sorted(found, key=lambda t: t.i)


class Clause:
    """The arguments of one verb."""

    def __init__(self, verb: Token) -> None:
        self.verb = verb

    @cached_property
    def passive(self) -> bool:
        """Whether the surface subject receives the act."""
        verb = self.verb
        if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
            return True
        if verb.tag_ != "VBN":
            return False
        if any(c.dep_ == "aux" for c in verb.children):
            return False
        if verb.dep_ in ("acl", "ccomp", "xcomp", "pcomp") or (
            verb.dep_ == "amod" and verb.i > verb.head.i
        ):
            return True
        if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not self._own_subject:
            return Clause(verb.head).passive
        return verb.dep_ == "advcl" and not self._own_subject

    @cached_property
    def _own_subject(self) -> list[Token]:
        return [c for c in self.verb.children if c.dep_ in _SUBJECT | _PASSIVE_SUBJECT]

    @cached_property
    def surface_subject(self) -> Token | None:
        """The subject as the clause has it, looked for up the tree where it is left out."""
        verb = self.verb
        for _ in range(REACH):
            own = [c for c in verb.children if c.dep_ in _SUBJECT | _PASSIVE_SUBJECT]
            if own:
                return _past_dateline(_antecedent(own[0], verb))
            if verb.dep_ == "acl" and verb.tag_ != "VB":
                return verb.head
            if verb.dep_ == "xcomp":
                objects = [c for c in verb.head.children if c.dep_ in ("dobj", "dative")]
                if objects and objects[0].i < verb.i:
                    return objects[0]
            above = _shares_subject_with(verb)
            if above is None:
                return None
            verb = above
        return None

    @cached_property
    def subject(self) -> Token | None:
        """The head of who acts: the subject, or the agent of a passive."""
        if self.passive:
            agents = self.objects_of("by")
            return agents[0] if agents else None
        return self.surface_subject

    @cached_property
    def object(self) -> Token | None:
        """The head of the direct object, or the subject of a passive."""
        verb = self.verb
        if self.passive:
            if verb.dep_ in ("acl", "amod") and not self._own_subject:
                return verb.head
            return self.surface_subject
        for child in verb.children:
            if child.dep_ == "dobj":
                return _antecedent(child, verb)
        if verb.dep_ == "relcl" and self._own_subject:
            return self._relative_object
        return self._object_of_inner_clause or self._shared_object

    @cached_property
    def _relative_object(self) -> Token | None:
        """“the town they shelled”: the noun that the clause hangs on."""
        verb = self.verb
        stranded = any(c.dep_ == "prep" and not list(c.children) for c in verb.children)
        if _is_relative(self._own_subject[0]) or stranded:
            return None
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None

    @cached_property
    def _object_of_inner_clause(self) -> Token | None:
        """“urged him to leave”, where the parser took “him to leave” for a clause."""
        for child in self.verb.children:
            if child.dep_ == "ccomp" and child.i > self.verb.i:
                inner = [c for c in child.children if c.dep_ == "nsubj"]
                to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
                if inner and (to or child.pos_ == "ADJ"):  # "found him guilty"
                    return inner[0]
        return None

    @cached_property
    def _shared_object(self) -> Token | None:
        """“shelled and bombed the town”: the object of the verb that is joined to it."""
        for other in self.verb.children:
            if other.dep_ == "conj" and other.pos_ == "VERB" and other.i - self.verb.i <= 2:
                return next((c for c in other.children if c.dep_ == "dobj"), None)
        return None

    @cached_property
    def indirect(self) -> Token | None:
        """The head of the indirect object, by position or with “to”."""
        for child in self.verb.children:
            if child.dep_ == "dative":
                if child.pos_ == "ADP":
                    return next((c for c in child.children if c.dep_ == "pobj"), None)
                return child
        return None

    @cached_property
    def particles(self) -> frozenset[str]:
        """Particles, prepositions and words right after the verb that may be part of it."""
        return frozenset(
            c.lower_
            for c in self.verb.children
            if c.dep_ in ("prt", "prep", "advmod", "acomp", "oprd") and c.i > self.verb.i
        )

    def objects_of(self, preposition: str) -> list[Token]:
        """Heads of the phrases under this preposition of the verb, its object or complement."""
        found: list[Token] = []
        holders = [self.verb]
        if self.object is not None and not (self.passive and preposition == "by"):
            holders.append(self.object)
        for holder in holders:
            found += prepositional(holder, preposition)
        if not found and preposition in _FAR:
            for holder in holders:
                found += _further_down(holder, preposition)
        return found


def _past_dateline(token: Token | None) -> Token | None:
    """The subject after a dateline taken for it: “QUITO (AP) - Police arrested …”."""
    if token is None or not token.text.isupper() or token.i + 1 >= len(token.doc):
        return token
    if token.nbor().text not in _AFTER_DATELINE:
        return token
    after = [c for c in token.children if c.dep_ in ("appos", "conj", "dep") and c.i > token.i]
    return next((c for c in reversed(after) if c.pos_ in ("NOUN", "PROPN")), None)


def _shares_subject_with(verb: Token) -> Token | None:
    """The verb above whose subject a verb without one has too."""
    if verb.dep_ == "pcomp":
        above = verb.head.head
        return above if above.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
        return None
    if verb.dep_ in ("conj", "advcl", "xcomp", "ccomp", "dep") and verb.head is not verb:
        return verb.head
    return None


def prepositional(holder: Token, preposition: str) -> list[Token]:
    """Heads of the phrases that hang by this preposition on a token, nested ones after."""
    found: list[Token] = []
    for child in holder.children:
        if child.dep_ in ("prep", "agent", "dative", "prt") and child.lower_ == preposition:
            found += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "prep" and child.pos_ == "ADP":
            for inner in child.children:  # "ahead of", "out of", "from … to"
                if inner.dep_ == "prep" and inner.lower_ == preposition:
                    found += [c for c in inner.children if c.dep_ == "pobj"]
    return found


def _further_down(holder: Token, preposition: str) -> list[Token]:
    """The same below the phrases that hang on it: “filed a suit in a court against the mayor”."""
    here = [c for c in holder.children if c.dep_ == "prep" and c.i > holder.i]
    for _ in range(3):
        below = [o for p in here for o in p.children if o.dep_ == "pobj"]
        for thing in below:
            found = prepositional(thing, preposition)
            if found:
                return found
        here = [p for o in below for p in o.children if p.dep_ == "prep"]
    return []


def amount_of(head: Token) -> Token:
    """The noun that counts: “dozens of migrants” → migrants."""
    if head.lemma_.lower() in _OF_AMOUNT:
        inner = prepositional(head, "of")
        if inner:
            return inner[0]
    return head


def _is_relative(token: Token) -> bool:
    return token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT", "WP$")


def _antecedent(token: Token, verb: Token) -> Token | None:
    """What a relative pronoun stands for; other tokens as they are."""
    if not _is_relative(token):
        return token
    up = verb
    for _ in range(REACH):
        if up.dep_ == "relcl":
            return up.head
        if up.dep_ not in ("conj", "ccomp", "xcomp") or up.head is up:
            return None
        up = up.head
    return None


def governors(token: Token) -> Iterator[tuple[Token, str, Token]]:
    """The links up from an act to the words that govern it: (governor, link, from which token).

    A link is `clause`, `purpose`, `object`, or `prep:` and the preposition. Joined acts go by
    the first: “threatened” governs both acts of “threatened to close the port and arrest the crew”.
    """
    here = token
    for _ in range(REACH):
        step = _step_up(here)
        if step is None:
            return
        up, link = step
        if link:
            yield up, link, here
        here = up


def _step_up(here: Token) -> tuple[Token, str] | None:
    """One link up; an empty link where the word above stands for this one."""
    up, dep = here.head, here.dep_
    if up is here or (dep == "acl" and here.tag_ == "VBN"):
        return None
    if dep == "conj":
        return None if _has_own_subject(here) else (up, "")
    if dep in ("xcomp", "ccomp", "acl"):
        return up, "clause"
    if dep == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in here.children):
        return up, "purpose"
    if dep in ("dobj", "nsubjpass"):
        return up, "object"
    if dep in ("pcomp", "pobj") and up.dep_ in ("prep", "agent", "dative", "prt"):
        if up.lower_ == "of" and up.head.lemma_ in _HOLDS:
            return up.head, ""  # "a series of attacks" is governed as "attacks" would be
        return up.head, f"prep:{up.lower_}"
    return None


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECT | _PASSIVE_SUBJECT for c in verb.children)


def negated(token: Token) -> bool:
    """Whether “not”, “never”, “no longer”, “no” stands with this word, or “no” with its subject."""
    if any(c.dep_ == "neg" or c.lower_ in ("no", "never", "neither") for c in token.children):
        return True
    if any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for c in token.children):
        return True
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    return any(
        s.lower_ in ("nobody", "none") or any(d.lower_ in ("no", "neither") for d in s.children)
        for s in subjects
    )


def auxiliaries(verb: Token) -> frozenset[str]:
    """The lower-cased auxiliaries of a verb, or of the first of the verbs it is joined to."""
    here = verb
    for _ in range(REACH):
        found = frozenset(c.lower_ for c in here.children if c.dep_ in ("aux", "auxpass"))
        if found or here.dep_ != "conj" or here.head is here:
            return found
        here = here.head
    return frozenset()


def under_condition(verb: Token) -> bool:
    """Whether the verb stands in a clause opened by “if”, “unless” or the like."""
    here = verb
    for _ in range(REACH):
        if here.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "lest") for c in here.children
        ):
            return True
        if here.head is here or here.dep_ not in ("conj", "xcomp", "ccomp", "advcl", "relcl"):
            return False
        here = here.head
    return False


def has_condition(verb: Token) -> bool:
    """Whether a clause with “if” or “unless” hangs on the verb."""
    return any(
        m.dep_ == "mark" and m.lower_ in ("if", "unless")
        for c in verb.children
        if c.dep_ == "advcl"
        for m in c.children
    )
