"""An issue's label: a short verb phrase that stands alone, made of the words for the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from onrecord.extract.positions.grammar import child, is_passive, lemma, subjects
from onrecord.extract.positions.lexicon import Nominal, light_verbs, nominals, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Name = Callable[["Token"], "str | None"]
"""The full name of the actor that a pronoun stands for, None where it is not known."""

ACCEPT, TOLERATE = "accept", "tolerate"
"""What is done to a thing that is no act: one needs to be told more of, the other does not."""
POINTING = frozenset({"this", "that", "these", "those", "the", "such"})
LONGEST = 14  # words of a label; what comes after is detail
DETACHED = frozenset(
    {"relcl", "appos", "punct", "advcl", "cc", "conj", "mark", "neg", "aux", "auxpass", "intj",
     "parataxis", "preconj", "dep", "expl", "meta", "predet"}
)  # fmt: skip
ARGUMENTS = frozenset(
    {"dobj", "xcomp", "ccomp", "prep", "prt", "dative", "oprd", "acomp", "attr", "pcomp", "advmod"}
)


def label_of(issue: Token, name: Name, verb: str = ACCEPT) -> str | None:
    """The label of an act, None where its words name none. `verb` goes before a mere thing.

    Without one, or where it is `TOLERATE` and a definite thing is spoken of, the thing is
    accepted; a thing that nothing more is said of gives none.

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
        return _of_passive(verb, name)
    tail = _text(_arguments(verb), name)
    if not tail and (shared := _shared_object(verb)) is not None:
        tail = _phrase(shared, name)
    if verb.dep_ == "relcl" and done is None and _has_gap(verb):
        tail = _phrase(verb.head, name) + (f" {tail}" if tail else "")
    if lemma(verb) in ("be", "have") or not tail:
        return _of_state(verb, name, tail)
    return _join(_base(verb), tail)


def _of_passive(verb: Token, name: Name) -> str | None:
    patient = child(verb, "nsubjpass")
    if patient is None and verb.dep_ == "xcomp":
        patient = child(verb.head, "dobj")  # "ordered it to be removed"
    if patient is not None and patient.lower_ in ("it", "they", "them"):
        patient = _thing_before(patient)
    if patient is None or patient.pos_ == "PRON":
        return None
    tail = _text(_arguments(verb, skip=("agent",)), name)
    return _join(_base(verb), _phrase(patient, name), tail)


def _of_state(verb: Token, name: Name, tail: str) -> str | None:
    """The label of a clause that tells who should be or do what: who it is has to be said."""
    who = [s for s in subjects(verb) if s.pos_ != "PRON"]
    if not who:
        return _join(_base(verb), tail) if tail and lemma(verb) != "be" else None
    own = child(verb, "nsubj", "nsubjpass") is not None
    if who[0].pos_ == "NOUN" and own and lemma(verb) in words("labile"):
        return _join(_base(verb), _phrase(who[0], name))  # "the talks resume": resume them
    if who[0].pos_ == "NOUN" and lemma(verb) in words("happening"):
        return _of_noun(who[0], name, "allow")
    return _join("have", _phrase(who[0], name), _base(verb), tail)


def _shared_object(verb: Token) -> Token | None:
    """The object of the verb joined on: "repeal and replace the law"."""
    joined = child(verb, "conj")
    if joined is None or joined.tag_ != verb.tag_ or child(joined, "nsubj") is not None:
        return None
    return child(joined, "dobj")


def _has_gap(verb: Token) -> bool:
    """Whether a relative clause leaves its object to the noun before: "the aid they will send"."""
    own = child(verb, "nsubj")
    relatives = ("that", "which", "who", "whom")
    return own is not None and own.lower_ not in relatives and not is_passive(verb)


def _thing_before(pronoun: Token) -> Token | None:
    """The one subject before a pronoun in its sentence that is a thing: "the camp … ordered it"."""
    sentence = pronoun.sent
    before = [
        t
        for t in pronoun.doc[sentence.start : pronoun.i]
        if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN")
    ]
    things = [
        t
        for t in before
        if t.dep_ == "nsubjpass"
        and t.ent_type_ not in ("PERSON", "NORP")
        and lemma(t) not in words("persons") | words("bodies") | words("collectives")
    ]
    return things[0] if len(things) == 1 else None


def bare_label(verb: Token, name: Name) -> str | None:
    """The label of what somebody would do, without who it is: "strike", "leave the bloc"."""
    return _join(_base(verb), _text(_arguments(verb), name))


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
        if lemma(token) == "in" and any(lemma(x) in ("exchange", "return") for x in heads):
            return True  # what is asked for it is its condition
        if lemma(token) == "in" and any(
            lemma(x) in ("move", "bid") and (d := child(x, "det")) is not None and d.lower_ == "a"
            for x in heads
        ):
            return True  # "in a move condemned by …"
        return bool(heads) and all(x.ent_type_ in ("DATE", "TIME") for x in heads)
    return token.ent_type_ in ("DATE", "TIME")


def _is_detail(token: Token) -> bool:
    """Whether words only say when, or by whom it was done: "a move condemned by the union"."""
    if _is_time(token) or (token.dep_ == "prep" and lemma(token) in ("accord", "according")):
        return True
    if token.dep_ != "acl":
        return False
    # "condemned by the union", "passed last year"
    return child(token, "agent") is not None or all(_is_time(c) for c in token.children)


def _kept(token: Token, depth: int = 8) -> list[Token]:
    """The words below one that belong to a label: no asides, clauses or times."""
    kept = [token]
    if depth:
        for c in token.children:
            if c.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN", "ADJ"):
                kept.extend(_kept(c, depth - 1))
            elif (c.dep_ == "cc" and child(token, "conj") is not None) or c.text == "-":
                kept.append(c)
            elif (c.dep_ not in DETACHED or c.tag_ == "TO") and not _is_detail(c):
                kept.extend(_kept(c, depth - 1))
    return sorted(kept, key=lambda t: t.i)


def _of_noun(noun: Token, name: Name, verb: str) -> str | None:
    for c in noun.children:  # "the plan to close the port", "a proposal for closing it"
        if c.dep_ in ("acl", "ccomp") and any(x.tag_ == "TO" for x in c.children):
            return _of_verb(c, name)
    entry = _entry(noun)
    if entry is None:
        if verb in (ACCEPT, TOLERATE) and (light := light_verbs().get(lemma(noun))) is not None:
            return _join(light, _phrase(noun, name))
        if verb == ACCEPT and not _is_told_of(noun):
            return None  # "an assessment": nothing to stand for or against
        if verb == TOLERATE:
            article = child(noun, "det")
            definite = article is not None and article.lower_ not in ("a", "an", "any", "some")
            told = article is not None and child(noun, "amod") is not None
            if not definite and not told and not _is_told_of(noun):
                return None
            verb = ACCEPT
        phrase = _phrase(noun, name)
        return _join(verb, phrase) if phrase and noun.pos_ != "PROPN" else phrase or None
    if entry.preps and (split := _objects(noun, entry)) is not None:
        patient, rest = split
        return _join(entry.verb, _text(patient, name), _text(rest, name))
    if (
        is_bare(noun)
        and child(noun, "det") is None
        and (
            (entry.preps and noun.tag_ == "NN" and lemma(noun) not in light_verbs())
            or entry.verb == "carry out"
        )
    ):
        return None  # "approval", "operations": of what is not said
    # an act with nothing acted on: "the raid" is not to be read "raid the raid"
    light = light_verbs().get(lemma(noun), "carry out")
    return _join(light if entry.preps else entry.verb, _phrase(noun, name))


def _is_told_of(noun: Token) -> bool:
    """Whether a thing that is no act is at least told of: whose it is, or what of."""
    return lemma(noun) in words("anaphors") | words("accepted") or any(
        c.dep_ in ("compound", "poss", "prep", "acl", "conj") for c in noun.children
    )


def is_bare(noun: Token) -> bool:
    """Whether nothing but an article stands by a noun of action."""
    return not any(
        c.dep_ in ("amod", "compound", "poss", "nmod", "prep", "acl", "relcl", "nummod", "appos")
        for c in noun.children
    )


def verb_of(noun: Token) -> str | None:
    """The verb that says a noun of action: "deployment" → "deploy"."""
    entry = _entry(noun)
    return entry.verb if entry is not None and entry.preps else None


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
    if not patient and lemma(noun) in words("suffered"):
        # "her confirmation": what is confirmed is she
        owner = child(noun, "poss")
        patient = [x for x in _kept(owner) if x.dep_ != "case"] if owner is not None else []
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
            if not known:
                continue
            word = f"{known}'" if known.endswith("s") else f"{known}'s"
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
        joints = [i for i in range(4, LONGEST + 1) if found[i].lower() in words("joints")]
        found = found[: joints[-1] if joints else LONGEST]
        while found and (len(found[-1]) < 4 or found[-1].lower() in words("joints")):
            found.pop()
    if {w for w in found if not w.isupper()} & words("dangling"):
        return None
    label = " ".join(found).strip(" ,;:-")
    return label.removesuffix("'s").removesuffix("s'") or None
