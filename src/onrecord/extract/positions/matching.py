"""Words of the lexicon in a parse: which row fits, and where it says the issue stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.positions.acts import is_act_noun, is_judged
from onrecord.extract.positions.grammar import (
    RELATIVES,
    child,
    is_infinitive,
    is_negated,
    is_passive,
    lemma,
    modals,
    objects,
    with_conjuncts,
)
from onrecord.extract.positions.lexicon import POS, Predicate, predicates, words

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLEMENTS = ("xcomp", "ccomp")
ADJECTIVAL = frozenset({"VBN", "VBD", "JJ", "VBG"})


@dataclass(frozen=True)
class Match:
    """A lexicon row that fits a word: the further words it asked for, the heads of the issue."""

    token: Token
    row: Predicate
    extras: tuple[Token, ...]
    issues: tuple[Token, ...]

    @property
    def words(self) -> tuple[Token, ...]:
        """All the words that carry the stance."""
        return (self.token, *self.extras)


def match(token: Token) -> Match | None:
    """The first row of the lexicon that fits the word and finds an issue; None if none does."""
    for row in _candidates(token):
        extras = _extras(token, row)
        if extras is None or not is_fit(token, extras, row):
            continue
        if issues := _issues(token, extras, row):
            return Match(token, row, extras, issues)
    return None


def is_fit(token: Token, extras: tuple[Token, ...], row: Predicate) -> bool:
    """Whether the proviso of the row's kind is met (`predicates.tsv` lists them)."""
    had = modals(token)
    if row.kind == "little":
        return _is_little(extras[0] if extras else token)
    if row.kind == "nothing":
        return is_negated(token) or (token.dep_ in ("dobj", "attr") and is_negated(token.head))
    if row.kind == "unsaid":
        return is_denied(token) or any(is_negated(x) for x in extras)
    if row.kind == "pending":
        return is_pending(token, extras)
    if row.kind == "maybe":
        return bool(had & (words("may") | words("will"))) or is_infinitive(token)
    if row.kind == "study":
        return token.tag_ in ("VBG", "VBZ", "VBP") or bool(had & words("will"))
    if row.kind == "interest":
        verb = token.head
        return verb.pos_ == "VERB" and lemma(verb) in words("voicing")
    if row.kind == "moment":
        return lemma(token.head) in ("be", "come")
    if row.issue[0] in ("inf", "comp") and row.holder == "subject" and is_passive(token):
        # "is wanted by the police", "was considered to be a spy": nobody's stance on an act
        return lemma(token) not in words("regarding")
    return True


def is_denied(token: Token) -> bool:
    """Whether a verb or noun is denied, by "not", "no" or "has yet to"."""
    if is_negated(token):
        return True
    above = token.head
    if token.dep_ == "xcomp" and any(lemma(c) == "yet" for c in above.children):
        return True
    if token.dep_ in ("acomp", "attr", "dobj") or is_bare_below(token):
        return is_negated(above)
    return False


def is_bare_below(token: Token) -> bool:
    """Whether an infinitive hangs on a verb that only lends it a tense: "did not want to say"."""
    return token.dep_ == "xcomp" and lemma(token.head) in words("neutral") | {"want", "wish"}


def is_pending(token: Token, extras: tuple[Token, ...]) -> bool:
    """Whether a decision is told as one not taken: denied, to come, or waited for."""
    if is_denied(token) or any(is_negated(x) for x in extras):
        return True
    if modals(token) & words("will") or (
        is_infinitive(token) and lemma(token.head) in ("be", "due")
    ):
        return True
    return token.dep_ == "pcomp" and lemma(token.head) in ("before", "without")


def _is_little(noun: Token) -> bool:
    return any(
        lemma(c) in words("scant") for c in noun.children if c.dep_ in ("amod", "det", "advmod")
    )


def _candidates(token: Token) -> tuple[Predicate, ...]:
    table = predicates()
    pos = POS.get(token.pos_)
    if pos is None:
        return ()
    rows: tuple[Predicate, ...] = ()
    if pos in ("verb", "adj") and token.tag_ in ADJECTIVAL:
        # "is opposed to", "worried about": participles that the tagger takes for verbs
        if pos == "adj" or child(token, "dobj") is None:
            rows = table.get((token.lower_, "adj"), ())
        if pos == "adj" and not rows:
            rows = table.get((lemma(token), "adj"), ())
        if pos == "adj":
            return rows
    return rows + table.get((lemma(token), pos), ())


def _extras(token: Token, row: Predicate) -> tuple[Token, ...] | None:
    found: list[Token] = []
    places = [token]
    for word in row.extra:
        hit = next(
            (c for place in reversed(places) for c in place.children if lemma(c) == word), None
        )
        if hit is None and token.head.pos_ == "ADP" and lemma(token.head) == word:
            hit = token.head
        if hit is None:
            return None
        found.append(hit)
        places.append(hit)
    return tuple(found)


def _issues(token: Token, extras: tuple[Token, ...], row: Predicate) -> tuple[Token, ...]:
    for way in row.issue:
        if way == "subj" and row.stance == "supports":
            way = "subjact"  # praise is cheap: of a mere thing it is no stance
        found = [t for t in _way(way, token, extras) if not _is_name(t)]
        if row.kind in ("maybeact", "study", "angering", "fight"):
            found = [t for t in found if is_act_noun(t) and lemma(t) not in words("ills")]
        elif row.kind == "evaluation":
            found = [t for t in found if not (is_infinitive(t) and _is_perceived(t))]
        elif row.kind == "unsaid" and row.head in words("knowing"):
            found = [t for t in found if is_infinitive(t) or modals(t)]
        elif row.kind == "believing":
            likely = words("duty") | words("will")
            likely |= {"can", "could"} if is_negated(token) else set()
            found = [t for t in found if modals(t) & likely]
        elif row.kind == "moment":
            found = _timely(token, found)
        elif row.kind == "office" and not _is_about_office(token):
            found = []
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _is_perceived(verb: Token) -> bool:
    """Whether an infinitive is one of seeing or saying: "hard to see", "fair to say"."""
    return lemma(verb) in words("perceiving")


def _is_about_office(verb: Token) -> bool:
    """Whether somebody gets or loses an office: "named her as envoy", "sacked the chief"."""
    named = _object(verb)
    named += [c for c in verb.children if c.dep_ in ("oprd", "attr")]
    named += [o for p in ("as", "to") for o in objects(verb, p)]
    named += [a for o in named for p in ("as",) for a in objects(o, p)]
    offices = words("offices") | words("persons") | words("posts")
    return any(
        lemma(t) in offices or any(lemma(c) in offices for c in t.children if c.dep_ == "compound")
        for t in named
        if t.pos_ in ("NOUN", "PROPN")
    )


def _timely(noun: Token, found: list[Token]) -> list[Token]:
    """The act that "the time has come to …" speaks of; "now is not the time" points back."""
    found = [t for t in found if t.i != noun.i]
    if not found:
        found = [c for c in _complements(noun.head) if is_infinitive(c)]
    bare = not any(c.dep_ in ("amod", "relcl", "prep") for c in noun.children)
    return found or ([noun] if bare and noun.dep_ == "attr" and is_negated(noun.head) else [])


def _is_name(token: Token) -> bool:
    """Whether a word names somebody: no act, so that the next place is tried."""
    return token.ent_type_ in ("PERSON", "GPE", "NORP") and token.pos_ in ("PROPN", "ADJ")


def _way(way: str, token: Token, extras: tuple[Token, ...]) -> list[Token]:
    places: tuple[Token, ...] = (token, *extras)
    if token.pos_ == "ADJ" and token.dep_ in ("acomp", "oprd"):
        places = (*places, token.head)  # "stayed neutral on": the parser hangs "on" on the verb
    if way == "should":
        return [c for c in _way("that", token, extras) if is_wanted(c)]
    if way == "drawn":
        verb = drawer_of(token)
        if verb is None:
            return []
        met = [s for s in _subject(verb) if is_act_noun(s)]
        return met or ([] if lemma(verb) in words("enjoying") else [token])
    if way in ("comp", "inf", "that", "whether"):
        found = [c for place in places for c in _complements(_anchor(place))]
        if not found and way != "that" and token.pos_ == "VERB":
            found = _late_infinitives(token)
        return [c for c in found if _fits(way, c)]
    if way == "harm":
        clauses = [c for c in _complements(token) if not is_infinitive(c) and modals(c)]
        return [s for c in clauses for s in _subject(c) if is_act_noun(s)]
    ways = {
        "earlier": lambda: [token],
        "self": lambda: [token] if _has_object(token) or extras else [],
        "obj": lambda: _object(token),
        "act": lambda: [o for o in _object(token) if is_act_noun(o) or _is_version(o)],
        "subj": lambda: [s for s in _subject(_anchor(token)) if is_judged(s)],
        "subjact": lambda: [s for s in _subject(_anchor(token)) if is_act_noun(s)],
        "deep": lambda: _deep(extras),
        "value": lambda: [o for v in _object(token) for o in objects(v, "of")],
    }
    if way in ways:
        return ways[way]()
    if token.pos_ == "ADP":
        return [c for c in token.children if c.dep_ in ("pobj", "pcomp")]
    return [
        o
        for place in places
        for o in objects(place, way)
        if lemma(o) not in ("condition", "behalf")
    ]


def _is_version(noun: Token) -> bool:
    """Whether a noun only points at an act after "of": "the revised version of the bill"."""
    return lemma(noun) in words("transparent") and any(is_act_noun(o) for o in objects(noun, "of"))


def is_wanted(clause: Token) -> bool:
    """Whether a that-clause tells what should be: "suggested that they (should) go"."""
    return bool(modals(clause) & (words("duty") | words("will"))) or clause.tag_ == "VB"


def drawer_of(noun: Token) -> Token | None:
    """The verb whose subject met with the stance: "the plan drew criticism from …"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    known = words("drawing") | words("enjoying")
    return verb if verb.pos_ == "VERB" and lemma(verb) in known else None


def _has_object(verb: Token) -> bool:
    """Whether an act is done to something: "left" alone, "closing in" tell of none."""
    deps = {c.dep_ for c in verb.children}
    return bool(deps & {"dobj", "nsubjpass"}) or ("prep" in deps and lemma(verb) in words("goings"))


def _anchor(token: Token) -> Token:
    """The noun that an adjective of judgement is said of: "a bad idea" judges as "bad" does."""
    said = token.dep_ == "amod" and token.head.dep_ in ("attr", "oprd")
    return token.head if said else token


def _fits(way: str, clause: Token) -> bool:
    first = clause.doc[clause.left_edge.i]
    if first.tag_ == "WRB" and clause.left_edge.i < clause.i and lemma(first) != "whether":
        return False  # "considers how many to keep"
    if any(c.tag_ in ("WP", "WRB", "WDT") and lemma(c) != "whether" for c in _openers(clause)):
        return False  # "decided what to do": the act is not told
    if way == "comp":
        return True
    if way == "whether":
        return is_whether(clause)
    bare = is_infinitive(clause) or clause.tag_ == "VBG" or clause.dep_ == "xcomp"
    bare = bare or (clause.tag_ == "VB" and not modals(clause))
    return bare if way == "inf" else not bare


def _openers(clause: Token) -> list[Token]:
    """What stands before a clause's verb, and the words straight below."""
    own = [c for c in clause.children if c.i < clause.i and c.dep_ not in ("ccomp", "mark")]
    return own + [x for c in own if c.dep_ in ("nsubj", "dobj", "advmod") for x in c.lefts]


def is_whether(clause: Token) -> bool:
    """Whether a clause is "whether …" or "if …"."""
    return any(
        lemma(c) in words("whether") for c in clause.children if c.dep_ in ("mark", "advmod")
    )


def _late_infinitives(verb: Token) -> list[Token]:
    """Infinitives that the parser hung on the one who is asked: "urged voters … not to go"."""
    asked = [c for c in verb.children if c.dep_ in ("dobj", "dative")] + objects(verb, "on")
    return [
        t
        for noun in asked
        for t in noun.subtree
        if t.dep_ in ("acl", "relcl") and t.i > noun.i and t.tag_ == "VB" and is_infinitive(t)
    ][:1]


def _object(token: Token) -> list[Token]:
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return []
    if is_passive(token):
        subject = child(token, "nsubjpass", "csubjpass")
        if subject is None and token.dep_ == "acl":
            subject = token.head
        if subject is not None and lemma(subject) in RELATIVES and token.dep_ == "relcl":
            subject = token.head
        return list(with_conjuncts(subject)) if subject is not None else []
    direct = child(token, "dobj")
    if direct is None:
        if token.dep_ == "conj" and not any(c.dep_ == "prep" for c in token.children):
            return []
        gap = token.dep_ == "relcl" and not _has_relative_subject(token)
        return [token.head] if gap else []
    if lemma(direct) in RELATIVES and token.dep_ == "relcl":
        return [token.head]
    return list(with_conjuncts(direct))


def _has_relative_subject(verb: Token) -> bool:
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is None or lemma(subject) in RELATIVES


def _complements(token: Token) -> list[Token]:
    found: list[Token] = []
    for c in token.children:
        wanted = c.dep_ in COMPLEMENTS
        if c.dep_ in ("advcl", "acl", "relcl") and is_infinitive(c):
            wanted = c.i > token.i
        elif c.dep_ == "acl" and token.pos_ == "NOUN" and child(c, "mark") is not None:
            wanted = True
        if c.dep_ == "ccomp" and c.i < token.i:  # a quote before its verb of saying
            wanted = False
        if wanted:
            found.extend(x for x in with_conjuncts(c) if x.pos_ in ("VERB", "AUX", "NOUN", "ADJ"))
    if not found and token.dep_ in ("acomp", "attr"):
        # "it would be a mistake to lift …": the parser hangs the infinitive on "be"
        subject = child(token.head, "nsubj", "expl")
        if subject is not None and subject.lower_ == "it":
            found = [
                x
                for c in token.head.children
                if c.i > token.i and c.dep_ in ("xcomp", "ccomp", "advcl", "csubj")
                if c.dep_ != "advcl" or is_infinitive(c)
                for x in with_conjuncts(c)
            ]
    return found


def _subject(token: Token) -> list[Token]:
    if (caller := caller_of(_anchor(token))) is not None:
        return _object(caller) or [c for c in token.children if c.dep_ == "nsubj"]
    verb = token.head if token.dep_ in ("acomp", "attr", "oprd", "prep") else token
    subject = child(verb, "csubj", "nsubj", "nsubjpass")
    for _ in range(3):  # "might turn out to be a mistake"
        if subject is not None or verb.dep_ != "xcomp":
            break
        verb = verb.head
        if lemma(verb) not in words("neutral") | words("proving"):
            break
        subject = child(verb, "csubj", "nsubj", "nsubjpass")
    if subject is None:
        return _misread_subject(verb)
    if lemma(subject) in RELATIVES and verb.dep_ == "relcl":
        return [verb.head]
    return list(with_conjuncts(subject))


def _misread_subject(verb: Token) -> list[Token]:
    """The plural noun that the parser took for a verb: "that attempts to … are pointless"."""
    noun = verb.head
    if verb.dep_ != "ccomp" or verb.tag_ != "VBP" or noun.tag_ != "VBZ":
        return []
    opener = child(noun, "nsubj", "mark")
    if opener is None or opener.lower_ != "that" or opener.i != noun.i - 1:
        return []
    return [child(noun, "xcomp") or noun]


def caller_of(token: Token) -> Token | None:
    """The verb of "called the test a provocation", for its "provocation"."""
    token = _anchor(token)
    verb = token.head
    if token.dep_ == "pobj" and lemma(verb) == "as":
        verb = verb.head
    elif token.dep_ not in ("oprd", "ccomp", "xcomp") or token.pos_ in ("VERB", "AUX"):
        return None
    return verb if verb.pos_ == "VERB" and lemma(verb) in words("calling") else None


def _deep(extras: tuple[Token, ...]) -> list[Token]:
    for place in reversed(extras):
        for c in place.children:
            if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > place.i and is_whether(c):
                return list(with_conjuncts(c))
        for prep in ("on", "about", "over", "to"):
            if found := objects(place, prep):
                return [f for f in found if is_act_noun(f) or is_whether(f)]
    return []
