"""An issue's label: a short verb phrase that stands alone, made of the words for the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from onrecord.extract.positions.grammar import child, is_passive, lemma, subjects
from onrecord.extract.positions.lexicon import Nominal, nominals, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Name = Callable[["Token"], "str | None"]
"""The full name of the actor that a pronoun stands for, None where it is not known."""

POINTING = frozenset({"this", "that", "these", "those", "the", "such"})
LONGEST = 14  # words of a label; what comes after is detail
DETACHED = frozenset(
    {"relcl", "appos", "punct", "advcl", "cc", "conj", "mark", "neg", "aux", "auxpass", "intj",
     "parataxis", "preconj", "dep", "expl", "meta", "predet"}
)  # fmt: skip
ARGUMENTS = frozenset(
    {"dobj", "xcomp", "ccomp", "prep", "prt", "dative", "oprd", "acomp", "attr", "pcomp", "advmod"}
)


def label_of(issue: Token, name: Name, verb: str = "accept") -> str | None:
    """The label of an act, None where its words name none. `verb` goes before a mere thing.

    Verbs lose their form ("deploying" → "deploy"), nouns of action become verbs ("the ban on
    cars" → "ban cars"), pronouns become names, times and asides go.
    """
    if issue.pos_ in ("VERB", "AUX"):
        return _of_verb(issue, name)
    if issue.pos_ in ("NOUN", "PROPN"):
        return _of_noun(issue, name, verb)
    return None


def _of_verb(verb: Token, name: Name) -> str | None:
    done = child(verb, "dobj")
    if lemma(verb) == "do" and (done is None or done.pos_ == "PRON"):
        return None  # "what she plans to do", "they will do so": the act is told elsewhere
    if is_passive(verb):
        patient = child(verb, "nsubjpass")
        if patient is None or patient.pos_ == "PRON":
            return None
        tail = _text(_arguments(verb, skip=("agent",)), name)
        return _join(_base(verb), _phrase(patient, name), tail)
    tail = _text(_arguments(verb), name)
    if lemma(verb) in ("be", "have") or not tail:
        who = [s for s in subjects(verb) if s.pos_ != "PRON"]
        if not who:
            return _join(_base(verb), tail) if tail and lemma(verb) not in ("be",) else None
        return _join("have", _phrase(who[0], name), _base(verb), tail)
    return _join(_base(verb), tail)


def _base(verb: Token) -> str:
    base = lemma(verb)
    particle = child(verb, "prt")
    return f"{base} {particle.lower_}" if particle is not None else base


def _arguments(verb: Token, skip: tuple[str, ...] = ()) -> list[Token]:
    kept: list[Token] = []
    for c in verb.children:
        if c.dep_ not in ARGUMENTS or c.dep_ in skip or c.dep_ == "prt":
            continue
        if c.i < verb.i or (c.dep_ == "advmod" and lemma(c) in words("times")):
            continue
        if c.dep_ == "ccomp" and child(verb, "dobj") is not None:
            continue
        if _is_time(c):
            continue
        kept.extend(_kept(c))
    return kept


def _is_time(token: Token) -> bool:
    """Whether a phrase only says when."""
    if token.dep_ == "prep":
        heads = [x for x in token.children if x.dep_ in ("pobj", "pcomp")]
        if lemma(token) in ("after", "before", "until", "since", "during", "amid", "despite", "if"):
            return True
        return bool(heads) and all(x.ent_type_ in ("DATE", "TIME") for x in heads)
    return token.ent_type_ in ("DATE", "TIME")


def _kept(token: Token, depth: int = 8) -> list[Token]:
    """The words below one that belong to a label: no asides, clauses or times."""
    kept = [token]
    if depth:
        for c in token.children:
            if c.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN", "ADJ"):
                kept.extend(_kept(c, depth - 1))
            elif (c.dep_ == "cc" and child(token, "conj") is not None) or c.text == "-":
                kept.append(c)
            elif (c.dep_ not in DETACHED or c.tag_ == "TO") and not _is_time(c):
                kept.extend(_kept(c, depth - 1))
    return sorted(kept, key=lambda t: t.i)


def _of_noun(noun: Token, name: Name, verb: str) -> str | None:
    for c in noun.children:  # "the plan to close the port", "a proposal for closing it"
        if c.dep_ in ("acl", "ccomp") and any(x.tag_ == "TO" for x in c.children):
            return _of_verb(c, name)
    entry = _entry(noun)
    if entry is None:
        phrase = _phrase(noun, name)
        return _join(verb, phrase) if phrase and noun.pos_ != "PROPN" else phrase or None
    if entry.preps and (split := _objects(noun, entry)) is not None:
        patient, rest = split
        return _join(entry.verb, _text(patient, name), _text(rest, name))
    # an act with nothing acted on: "the raid" is not to be read "raid the raid"
    return _join("carry out" if entry.preps else entry.verb, _phrase(noun, name))


def _entry(noun: Token) -> Nominal | None:
    return nominals().get(lemma(noun))


def _objects(noun: Token, entry: Nominal) -> tuple[list[Token], list[Token]] | None:
    """The words of what is acted on and of the rest; None where nothing is acted on."""
    patient: list[Token] = []
    rest: list[Token] = []
    for c in noun.children:
        if c.dep_ == "prep" and not patient and lemma(c) in entry.preps:
            patient = [x for o in c.children if o.dep_ in ("pobj", "pcomp") for x in _kept(o)]
        elif c.dep_ == "prep" and not _is_time(c):
            rest.extend(_kept(c))
    if not patient:
        patient = [x for c in noun.children if c.dep_ == "compound" for x in _kept(c)]
    return (patient, rest) if patient else None


def _phrase(noun: Token, name: Name) -> str:
    return _text(_kept(noun), name)


def _text(tokens: Iterable[Token], name: Name) -> str:
    out: list[str] = []
    previous: Token | None = None
    for t in tokens:
        if t.is_quote or t.is_space or t.text in ('"', "``", "[", "]", "(", ")"):
            continue
        word = "the" if t.dep_ == "det" and t.lower_ in POINTING else t.text
        if t.tag_ == "PRP$":
            known = name(t)
            word = f"{known}'s" if known else word
        elif t.pos_ == "PRON" and t.tag_ == "PRP":
            word = name(t) or word
        joined = previous is not None and previous.i == t.i - 1 and not previous.whitespace_
        if joined and out:
            out[-1] += word
        else:
            out.append(word)
        previous = t
    return " ".join(out)


def _join(*parts: str) -> str | None:
    found = " ".join(p for p in parts if p).split()
    while found and found[-1].lower() in ("the", "a", "an", "of", "to", "and", "or", "in", "on"):
        found.pop()
    if len(found) > LONGEST:
        found = found[:LONGEST]
        while found and (len(found[-1]) < 4 or found[-1].lower() in ("with", "from", "their")):
            found.pop()
    return " ".join(found).strip(" ,;:-") or None
