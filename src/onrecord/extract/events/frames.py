"""One trigger word → the act it tells of, with who acts and who receives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.events.lexicon import Frame, Words, lexicon
from onrecord.extract.events.syntax import (
    Argument,
    Clause,
    amount_of,
    argument,
    prepositional,
    with_conjuncts,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NOBODY = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"})
_THIRD_PERSON = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_HOLDS = frozenset(
    {
        "state", "series", "round", "wave", "kind", "form", "package", "set", "type", "worth",
        "ton", "tonne", "amount", "batch",
    }
)  # fmt: skip
"""Nouns that only hold another: “a state of emergency”, “a round of talks”."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act told of by one trigger, before or after what governs it is looked at.

    `head` is the word by which the act hangs in the sentence; `trigger` all words that tell of
    it. `nominal` is True where a noun alone tells of it; `certain` counts the conditions met.
    """

    head: Token
    trigger: tuple[Token, ...]
    type: str
    mode: str | None
    status: str
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    nominal: bool
    governed: bool
    conditions: int

    def turned(self, **changes: object) -> Act:
        """The same act with these parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def verbal(verb: Token) -> Act | None:
    """The act that a verb tells of, by the first of its frames whose conditions are met."""
    frames = lexicon().verbs.get(verb.lemma_.lower())
    if not frames:
        return None
    clause = Clause(verb)
    for frame in frames:
        if not _fits(frame, clause):
            continue
        act = _filled(frame, clause)
        if act is not None:
            return act
    return None


def _fits(frame: Frame, clause: Clause) -> bool:
    thing = clause.object
    if not _same_sense(frame, clause.verb, clause.particles):
        return False
    if frame.object and (thing is None or not _is_one_of(thing, frame.object)):
        return False
    if frame.unless and thing is not None and thing in frame.unless:
        return False
    if frame.object_modifier and (thing is None or not _modified(thing, frame.object_modifier)):
        return False
    if frame.preps and not _has_preposition(frame, clause):
        return False
    return not frame.subject or _is_subject(clause, frame.subject)


def _same_sense(frame: Frame, verb: Token, particles: frozenset[str]) -> bool:
    """Whether the verb has the particle and complement of the frame, and no other."""
    if frame.more and frame.more not in particles and not _next_is(verb, frame.more):
        return False
    if not frame.more and any(c.dep_ == "prt" for c in verb.children) and not frame.object:
        return False  # "carry on", "back out": another verb altogether
    if not frame.complement and not frame.more and any(c.dep_ == "oprd" for c in verb.children):
        return False  # "called him a fool"
    return not frame.complement or any(
        c.lower_ in frame.complement and c.dep_ in ("acomp", "oprd", "advmod", "ccomp")
        for c in verb.children
    )


def _is_subject(clause: Clause, words: Words) -> bool:
    subject = clause.subject
    if subject is not None and third_person(subject):
        subject = speaker_above(subject.head) or subject
    return subject is not None and (amount_of(subject) in words or subject in words)


def speaker_above(verb: Token) -> Token | None:
    """Who reports the words that a verb stands in, where a noun tells: “Iran said it …”."""
    here = verb
    for _ in range(4):
        if here.dep_ == "ccomp" and here.head.lemma_ in lexicon().speech:
            speaker = Clause(here.head).subject
            return speaker if speaker is not None and strong(speaker) else None
        if here.head is here:
            return None
        here = here.head
    return None


def _next_is(verb: Token, word: str) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == word


def _has_preposition(frame: Frame, clause: Clause) -> bool:
    for name in frame.preps:
        objects = clause.objects_of(name)
        if objects and (
            not frame.prep_object or any(_is_one_of(o, frame.prep_object) for o in objects)
        ):
            return True
    # "battled rebels": a verb that takes either an object or a preposition
    return "obj" in frame.recipient and clause.object is not None and not frame.prep_object


def _is_one_of(token: Token, words: Words) -> bool:
    if token in words or ("AGENT" in words.labels and strong(token)):
        return True
    if any(c in words for c in token.children if c.dep_ in ("compound", "nmod", "amod")):
        return True
    if token.lemma_ in _HOLDS or token.pos_ == "NUM":
        return any(o in words for o in prepositional(token, "of"))
    return any(c in words for c in token.children if c.dep_ == "conj")


def _modified(token: Token, words: Words) -> bool:
    if "-" in words.lemmas:
        return True
    return (
        any(c in words for c in token.children if c.dep_ in _MODIFIERS)
        or any(g in words for c in token.children if c.dep_ == "compound" for g in c.children)
        or (token.lemma_ in words.lemmas)
    )


def _filled(frame: Frame, clause: Clause) -> Act | None:
    actors = _first_filled(frame.actor, clause)
    recipients = _first_filled(frame.recipient, clause)
    subject = clause.subject
    if frame.actor[:1] == ("subj",) and subject is not None and not actors:
        return None
    if frame.recipient[:1] == ("obj",) and not recipients and not clause.passive:
        return None  # "hailed from Ghana": the verb in this sense has an object
    if actors and not all(may_act(a.head) for a in actors):
        return None
    actors = tuple(a for a in actors if a not in recipients)
    if frame.mutual and not recipients and len(actors) > 1 and frame.type != "ASSAULT":
        actors, recipients = actors[:1], actors[1:]
    if not any(names_somebody(a) or third_person(a.head) for a in (*actors, *recipients)):
        return None
    if _told_in_passing(clause.verb, actors):
        return None
    trigger = [clause.verb]
    if frame.more:
        trigger += [c for c in clause.verb.children if c.lower_ == frame.more]
    thing = clause.object
    if (
        frame.object
        and thing is not None
        and thing.pos_ != "PROPN"
        and all(thing != r.head for r in recipients)
    ):
        trigger.append(thing)
    return Act(
        head=clause.verb,
        trigger=tuple(sorted(trigger, key=lambda t: t.i)),
        type=frame.type,
        mode=frame.mode,
        status="reported",
        actors=actors,
        recipients=recipients,
        nominal=False,
        governed=False,
        conditions=frame.conditions,
    )


def _first_filled(slots: Iterable[str], clause: Clause) -> tuple[Argument, ...]:
    for slot in slots:
        heads = _slot(slot, clause)
        if heads:
            return tuple(argument(h) for head in heads[:2] for h in with_conjuncts(head))
    return ()


def _told_in_passing(verb: Token, actors: tuple[Argument, ...]) -> bool:
    """Acts that a sentence presupposes or generalises about, and does not report.

    “the man killed in …”, “as opposed to”, “sentenced for murdering”, “those who boycott”,
    “a chance to attack” — unless a word of `chains` governs the act, which is seen later.
    """
    if verb.dep_ in ("acl", "amod") and not actors and verb.tag_ in ("VBN", "VBD", "JJ"):
        return True
    if verb.tag_ == "VB" and not actors and not any(c.dep_ == "aux" for c in verb.children):
        return verb.dep_ not in ("ccomp", "xcomp", "conj")  # an order to the reader: "blame him"
    if verb.tag_ == "VBN" and verb.i and verb.nbor(-1).lower_ == "as":
        return True
    if verb.dep_ == "prep" or (verb.dep_ == "pcomp" and verb.head.lower_ == "for"):
        return True
    if verb.dep_ != "relcl" or verb.tag_ not in ("VBP", "VB"):
        return False
    head = verb.head
    return head.ent_type_ not in NAMED and not any(c.dep_ in ("aux", "neg") for c in verb.children)


def _slot(slot: str, clause: Clause) -> list[Token]:
    if slot == "subj":
        return [clause.subject] if clause.subject is not None else []
    if slot == "obj":
        return [clause.object] if clause.object is not None else []
    if slot == "iobj":
        return [clause.indirect] if clause.indirect is not None else []
    if slot in ("poss", "mod"):
        return []
    found = [t for t in clause.objects_of(slot) if t.ent_type_ not in _NOBODY]
    return found[:1]


def nominal(noun: Token) -> Act | None:
    """The act that a noun tells of (“the arrest of …”), where it names one who took part."""
    frames = lexicon().nouns.get(noun.lemma_.lower()) or lexicon().nouns.get(noun.lower_)
    if not frames or noun.dep_ in ("compound", "nmod", "amod") or noun.ent_type_ in NAMED:
        return None
    for frame in frames:
        if frame.preps and not any(
            not frame.prep_object or any(_is_one_of(o, frame.prep_object) for o in heads)
            for name in sorted(frame.preps)
            if (heads := prepositional(noun, name))
        ):
            continue
        if frame.object_modifier and not _modified(noun, frame.object_modifier):
            continue
        actors = _around(noun, frame.actor)
        recipients = tuple(
            r for r in _around(noun, frame.recipient) if all(r.head != a.head for a in actors)
        )
        actors = tuple(a for a in actors if may_act(a.head))
        owned = bool(actors) and actors[0].head.dep_ == "poss" and not recipients
        if owned and noun.lemma_.lower() in lexicon().possessor_receives:
            actors, recipients = (), actors
        if frame.mutual and not recipients and len(actors) > 1:
            actors, recipients = actors[:1], actors[1:]
        return Act(
            head=noun,
            trigger=(noun,),
            type=frame.type,
            mode=frame.mode,
            status="reported",
            actors=actors,
            recipients=recipients,
            nominal=True,
            governed=False,
            conditions=frame.conditions,
        )
    return None


def _around(noun: Token, slots: Iterable[str]) -> tuple[Argument, ...]:
    for slot in slots:
        if slot == "poss":
            heads = [c for c in noun.children if c.dep_ == "poss" and c.ent_type_ not in _NOBODY]
        elif slot == "mod":
            heads = [
                t
                for c in noun.children
                if c.dep_ in ("amod", "compound", "nmod")
                for t in (c, *c.children)  # "Russian", "US-led"
                if t.ent_type_ in NAMED or t.lemma_.lower() in lexicon().state
            ]
        else:
            heads = [t for t in prepositional(noun, slot) if t.ent_type_ not in _NOBODY]
        if heads:
            return tuple(argument(h) for head in heads[:1] for h in with_conjuncts(head))
    return ()


def may_act(token: Token) -> bool:
    """Whether a word may name one who acts: a name, a person or body, a pronoun."""
    if token.pos_ == "PRON":
        return token.lower_ not in ("this", "that", "which", "what", "these", "there")
    return strong(token)


def strong(token: Token) -> bool:
    """Whether a word by itself names a person, people or body.

    Lemmas are looked up, then endings (“-ist”, “-man”), then a name of any kind that matters.
    """
    words = lexicon()
    if amount_of(token) != token and strong(amount_of(token)):
        return True
    lemma = token.lemma_.lower()
    if lemma in words.never and token.ent_type_ not in ("GPE", "PERSON"):
        return False
    if token.ent_type_ in NAMED or lemma in words.agents:
        return True
    if token.pos_ == "NOUN" and len(token) > 1 and token.text.isupper():
        return True  # an acronym the tagger took for a noun
    if token.pos_ == "PROPN" and token.ent_type_ in ("", "FAC", "LOC", "PRODUCT"):
        return True
    return token.pos_ == "NOUN" and lemma.endswith(words.endings) and lemma not in words.not_agents


def names_somebody(phrase: Argument) -> bool:
    """Whether a phrase names a person, people or body: by its head or a name before it."""
    head = phrase.head
    return strong(head) or any(
        t.ent_type_ in NAMED for t in head.doc[phrase.first.i : head.i] if head.pos_ != "PRON"
    )


def third_person(token: Token) -> bool:
    """Whether a word is a pronoun of the third person."""
    return token.pos_ == "PRON" and token.lower_ in _THIRD_PERSON
