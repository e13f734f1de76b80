"""Which words name an act: something that can be done or left, accepted or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.positions.grammar import child, is_state, lemma, modals
from onrecord.extract.positions.lexicon import nominals, words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUFFIXES = ("tion", "sion", "ment", "ing", "ance", "ence", "oval", "ism")
PRONOUNS = frozenset({"it", "this", "that", "these", "those", "them", "so", "which", "both"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def is_act_noun(noun: Token) -> bool:
    """Whether a noun (or gerund, or a pronoun that may stand for one) names an act."""
    if noun.pos_ in ("VERB", "AUX"):
        return True
    if noun.pos_ in ("PRON", "DET"):
        return noun.lower_ in PRONOUNS
    name = lemma(noun)
    if noun.pos_ == "PROPN" or noun.ent_type_ in ("PERSON", "GPE", "NORP", "ORG"):
        return noun.pos_ == "PROPN" and name in nominals()  # "the Paris Agreement"
    if name in words("notacts") or name in words("things"):
        return False
    if (clause := child(noun, "acl", "ccomp")) is not None and is_told_fact(clause):
        return False
    return name in nominals() or name in words("anaphors") or name.endswith(SUFFIXES)


def is_judged(noun: Token) -> bool:
    """Whether a subject can be what a speaker judges: an act, or a thing that stands for one."""
    if noun.pos_ == "NOUN" and noun.ent_type_ not in ("PERSON", "GPE", "NORP", "ORG"):
        return lemma(noun) not in words("things") | words("persons") | words("bodies")
    return is_act_noun(noun)


def is_told_fact(verb: Token) -> bool:
    """Whether a clause tells what is or was so, rather than what should be done."""
    if verb.dep_ not in ("ccomp", "conj", "acl") or verb.pos_ not in ("VERB", "AUX"):
        return False
    had = modals(verb)
    if had & (words("duty") | words("will") | words("may")):
        return is_state(verb) and not had & words("duty")
    if any(c.tag_ == "TO" for c in verb.children):
        return False
    if verb.tag_ in ("VBP", "VBD") and lemma(verb.head) in words("demanding"):
        # "demanded that they leave", and "… that they set" with one form for both
        return verb.tag_ == "VBD" and verb.lower_ != lemma(verb)
    finite = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in verb.children if c.dep_ == "aux")
    return finite or any(c.dep_ == "auxpass" and c.tag_ in FINITE for c in verb.children)
