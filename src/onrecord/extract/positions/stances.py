"""Findings from the lexicon: attitudes, speech acts, acts, nouns and modifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.positions.acts import is_act_noun, is_told_fact
from onrecord.extract.positions.findings import Finding
from onrecord.extract.positions.grammar import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    child,
    clause_verb,
    is_asked,
    is_infinitive,
    is_negated,
    is_passive,
    is_supposed,
    lemma,
    modals,
    objects,
    subjects,
    with_conjuncts,
)
from onrecord.extract.positions.lexicon import NEGATED, compose, predicates, words
from onrecord.extract.positions.matching import Match, caller_of, drawer_of, is_whether
from onrecord.extract.positions.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

NESTING = 4  # stances within stances ("refused to back calls to drop …") followed


class StanceFinder:
    """Finds stance words in one document; remembers those taken up by a stance above them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._taken: set[int] = set()

    def find(self, token: Token) -> Iterator[Finding]:
        """The findings that hang on one word. Go through a document in order of depth."""
        if token.i in self._taken:
            return
        found = self.scene.match(token)
        if found is None or not self._is_told(found):
            return
        row = found.row
        stance = self._stance(found)
        if stance is None:
            return
        self._taken.update(t.i for t in found.extras)
        speaker = row.holder == "speaker"
        caller = caller_of(token) if speaker else None
        if caller is not None:
            for issue in found.issues:
                yield Finding((caller, token), stance, subjects(caller), issue, "calling")
            return
        holders = () if speaker else self._holders(found)
        if not holders and row.kind == "pending" and is_passive(token):
            found, speaker = replace(found, row=replace(row, holder="speaker")), True
        yield from self._spread(found, stance, holders)

    def _spread(self, found: Match, stance: str, holders: tuple[Token, ...]) -> Iterator[Finding]:
        """One finding for each act that the issue of a match comes down to."""
        token, row = found.token, found.row
        speaker = row.holder == "speaker"
        hopeful = stance in ("supports", "open") and not speaker
        for node in found.issues:
            factual = row.head in ("welcome", "hail") or node.i == token.i
            if hopeful and not factual and is_told_fact(node):
                continue
            # "accused them of failing to act": the act as it is told is held against them
            accused = stance == "opposes" and node.dep_ == "pcomp"
            accused = accused and lemma(node.head) in ("for", "of")
            depth = 0 if node.i == token.i or accused else NESTING
            for issue, final in self.resolve(node, _whether(node, stance), depth):
                if issue.i != token.i:
                    self._taken.add(issue.i)
                if speaker or holders:
                    called = _called(node, stance, issue, final)
                    yield Finding(found.words, final, holders, issue, _rule(found), speaker, called)

    def resolve(
        self, node: Token, stance: str, depth: int = NESTING
    ) -> Iterator[tuple[Token, str]]:
        """The acts that a stance on `node` is about, and the stance on each.

        "refused to back the plan" is a stance on the plan; "urged them not to go" one on going.
        """
        if node.pos_ in ("VERB", "AUX") and depth and is_negated(node):
            stance = NEGATED[stance]
        below = child(node, "acomp", "attr", "prep") if lemma(node) == "be" else None
        inner = self.scene.match(below if below is not None else node) if depth else None
        if depth and (under := _stands_for(node, inner) or _weighed(below)):
            for act in under:
                yield from self.resolve(act, stance, depth - 1)
            return
        if inner is None or not _is_stance_on_more(inner) or _is_at_people(node, inner):
            yield node, stance
            return
        if stance == "opposes" and inner.row.stance == "sceptical" and node.pos_ == "NOUN":
            return  # "criticised the fear of …" is no stance on what is feared
        self._taken.update(t.i for t in inner.words if t.pos_ != "NOUN" or not self._owned(inner))
        for issue in inner.issues:
            towards = _whether(issue, inner.row.stance)
            final = compose(stance, towards)
            if stance == "opposes" and towards == "opposes" and node.pos_ == "VERB":
                final = inner.row.negated or final  # "refused to rule out" is no promise
            yield from self.resolve(issue, final, depth - 1)

    def _owned(self, found: Match) -> bool:
        return any(
            c.dep_ == "poss" or (c.dep_ == "prep" and lemma(c) in ("from", "by"))
            for c in found.token.children
        )

    def _is_told(self, found: Match) -> bool:
        """Whether the text tells the stance, rather than asks, supposes or merely names it."""
        token = found.token
        if is_asked(token) or is_supposed(token):
            return False
        if not self._is_met(found) or not _is_plain(found):
            return False
        if token.pos_ not in ("VERB", "AUX"):
            return True
        if modals(token) & words("duty"):
            return any(s.lower_ in words("first") for s in subjects(token))
        return _is_free(token)

    def _is_met(self, found: Match) -> bool:
        """Whether the proviso of the row's kind is met by the issue and those who hold it."""
        token, row = found.token, found.row
        if row.kind in ("unsaid", "believing") and row.stance != "undecided":
            able = row.kind == "believing" and modals(found.issues[0]) & {"can", "could"}
            return bool(able) or not is_told_fact(found.issues[0])
        if row.kind == "evaluation" and token.dep_ in ("ccomp", "oprd", "xcomp"):
            return lemma(token.head) not in words("making")
        if row.kind == "tooearly":
            return lemma(found.issues[0]) not in words("saying")
        if row.kind == "effect":
            return bool(modals(token) & (words("will") | words("may")))
        if row.kind == "failing":
            # a person or party that fails to do a thing may well have wanted it
            return self._kinds(token) <= {"country", "government"}
        if row.kind in ("act", "policy") and row.issue == ("self",):
            return self._is_public(found)
        if token.pos_ == "NOUN" and row.holder == "possessor":
            return not any(lemma(c) in words("alleged") for c in token.children)
        if lemma(token) in words("causing") and token.pos_ == "VERB":
            return not any(s.lower_ in ("it", "this", "that") for s in subjects(token))
        return True

    def _is_public(self, found: Match) -> bool:
        """Whether an act told by its verb alone is one of a body, or on something political.

        What a person joins, leaves or closes is mostly their own affair; a state's is not.
        """
        token = found.token
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "prep"):
            return False
        done = [o for o in token.children if o.dep_ in ("dobj", "nsubjpass")]
        done += [o for c in token.children if c.dep_ == "prep" for o in c.children]
        political = any(is_act_noun(o) and o.pos_ not in ("PRON", "DET", "VERB") for o in done)
        fought = any(lemma(o) in words("battles") for o in done)
        if fought and not modals(token) & words("will"):
            return False  # fighting is an event, no stance
        if found.row.kind == "policy" and "person" in self._kinds(token):
            return False
        if political:
            return True
        if lemma(token) in words("leaving"):
            # one leaves a bloc, a pact; not an office, nor little doubt
            blocs = {"ORG", "LAW", "EVENT"}
            if "person" not in self._kinds(token):
                blocs |= {"GPE", "LOC"}  # a person who leaves a country travels
            own = words("public") - words("persons") - words("offices")
            return any(o.ent_type_ in blocs or lemma(o) in own for o in done)
        if found.row.kind == "policy":
            return False
        kinds = self._kinds(token)
        return bool(kinds) and not kinds & {"person", "organization", "group"}

    def _kinds(self, verb: Token) -> set[str]:
        """Kinds of the actors that do what the verb says."""
        doers = (a for t in subjects(verb) for a in self.scene.holders(t)[0])
        return {self.scene.actors[a].kind for a in doers}

    def _stance(self, found: Match) -> str | None:
        """The row's stance under negation and modals; None where nothing is left of it."""
        token, row = found.token, found.row
        if row.kind in ("little", "pending"):
            return row.stance
        if _is_neither(found):
            return "undecided"
        if row.kind in ("nothing", "unsaid"):
            return row.negated
        if row.kind == "tooearly":
            return _too_early(found)
        light = _light_verb(token) if row.holder == "possessor" else None
        negated = is_negated(token) or (light is not None and is_negated(light))
        negated ^= _is_yet_to(token) ^ (row.holder == "speaker" and _is_disbelieved(token))
        if negated:
            if row.kind == "act" and self._is_unable(token):
                return None  # "could not deport him": no refusal
            return row.negated
        verb = light if light is not None else token
        may = bool(modals(verb) & words("may"))
        if may and row.stance == "supports" and row.holder != "speaker":
            return "open"
        if row.kind == "evaluation" and row.stance == "opposes" and _may_be(token):
            return "sceptical"
        if row.kind == "believing":
            return row.stance if modals(found.issues[0]) & words("duty") else None
        return row.stance

    def _is_unable(self, verb: Token) -> bool:
        """Whether "could not" is told of somebody by another: they were unable, not unwilling."""
        return bool(modals(verb) & {"can", "could"}) and not any(
            s.lower_ in words("first") for s in subjects(verb)
        )

    def _holders(self, found: Match) -> tuple[Token, ...]:
        token, row = found.token, found.row
        if row.holder == "possessor":
            return self._possessors(found)
        if row.holder == "object":
            hit = child(token, "dobj")
            return with_conjuncts(hit) if hit is not None else ()
        if row.holder == "bearer":
            return self._bearers(token)
        if token.pos_ == "NOUN" or token.pos_ == "ADP":  # "is in favour of", "is against"
            verb = token.head if token.pos_ == "ADP" else token.head.head
            plain = ("be", "come", "vote", "speak", "remain", "stand")
            return subjects(verb) if lemma(verb) in plain else ()
        if _kind_of(found) == "adj" and (said := _said_of(token)):
            return with_conjuncts(said)
        doers = subjects(token) or self._before(token)
        if token.dep_ in ("acl", "advcl") and token.tag_ == "VBG" and not self._is_named(doers):
            # "a letter urging …", "a platform opposing …": whose letter it is
            return subjects(clause_verb(token.head)) or doers
        return doers

    def _before(self, verb: Token) -> tuple[Token, ...]:
        """The actor named straight before a finite verb whose subject the parser has missed."""
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in ("ROOT", "ccomp", "conj"):
            return ()
        left = [t for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i] if not t.is_punct]
        while left and left[-1].pos_ in ("ADV", "AUX", "PART"):
            left.pop()
        return (left[-1],) if left and self.scene.named(left[-1]) else ()

    def _is_named(self, tokens: tuple[Token, ...]) -> bool:
        return any(self.scene.holders(t)[0] for t in tokens)

    def _possessors(self, found: Match) -> tuple[Token, ...]:
        token = found.token
        owner = child(token, "poss")
        if owner is not None:
            light = _light_verb(token)
            if light is not None and owner.tag_ == "PRP$" and not self.scene.holders(owner)[0]:
                return subjects(light)  # "they restated their support"
            return with_conjuncts(owner)
        if (named := self._named_after(found)) is not None:
            return with_conjuncts(named)
        light = _light_verb(token)
        if light is not None and (doers := subjects(light)):
            return doers
        for c in token.children:
            if c.dep_ in ("amod", "compound", "nmod"):
                led = child(c, "npadvmod") or c  # "a French-led campaign"
                if self.scene.named(led):
                    return (led,)
        return self._givers(token)

    def _named_after(self, found: Match) -> Token | None:
        """The actor that owns a noun by a preposition: "opposition from the union"."""
        for prep in found.token.children:
            if prep.dep_ in ("prep", "agent") and lemma(prep) in ("by", "from", "of", "among"):
                for o in prep.children:
                    if o.dep_ == "pobj" and o not in found.issues and self.scene.holders(o)[0]:
                        return o
        return None

    def _givers(self, noun: Token) -> tuple[Token, ...]:
        """From whom a stance was drawn: "criticism from the towns, and from the senator"."""
        verb = drawer_of(noun)
        preps = [c for x in (noun, verb) if x is not None for c in x.children if c.dep_ == "prep"]
        if verb is None:
            return ()
        return tuple(
            t
            for prep in preps
            if lemma(prep) in ("from", "by", "among", "include", "including")
            for t in prep.subtree
            if t.dep_ in ("pobj", "conj") and self.scene.named(t)
        )

    def _bearers(self, token: Token) -> tuple[Token, ...]:
        if token.dep_ == "attr":
            return subjects(token.head) if lemma(token.head) == "be" else ()
        if token.dep_ == "appos":
            return (token.head,)
        listed = [
            o for p in token.subtree if lemma(p) in ("include", "including") for o in p.children
        ]
        if listed := [o for o in listed if o.dep_ == "pobj"]:  # "opponents including Lund and Ek"
            return with_conjuncts(listed[0])
        named = child(token, "appos")
        return (named if named is not None else token,)


def _is_plain(found: Match) -> bool:
    """Whether "call", "ask", "decline" are used of a stance, not of a name, a question, a fact."""
    token = found.token
    done = child(token, "dobj")
    if lemma(token) == "hold" and done is not None and found.row.extra == ("to",):
        return False  # "hold them to the pact"
    if found.row.kind == "evaluation" and token.dep_ == "amod" and not _is_stepping(token.head):
        return False  # "a legal reason to", "the right place to"
    if lemma(token) == "call" and done is not None:
        return False  # "called his colleague to say …", "called it off"
    if done is not None and lemma(done) == "anonymity":
        return False
    if lemma(token) == "contest" and any(lemma(i) in words("contests") for i in found.issues):
        return False  # to contest a seat is to want it
    if lemma(token) == "stop" and done is not None and is_infinitive(found.issues[0]):
        return False  # "stopped him to check": what for, not what was stopped
    if lemma(token) == "ask" and is_whether(found.issues[0]):
        return False
    if (
        lemma(token) in ("decline", "refuse", "prefer", "want", "choose")
        and found.row.stance == "opposes"
    ):
        return not any(lemma(i) in words("saying") for i in found.issues)
    return True


def _called(noun: Token, stance: str, issue: Token, final: str) -> tuple[str, bool] | None:
    """What a noun over an act calls it, and whether a stance on the noun is the reverse."""
    if noun.pos_ == "VERB" and noun.dep_ in ("acl", "relcl", "ccomp") and is_infinitive(noun):
        noun = noun.head
    if noun.pos_ != "NOUN" or noun.i == issue.i or lemma(noun) not in words("anaphors"):
        return None
    return lemma(noun), NEGATED[stance] == final and stance != final


def _is_stepping(noun: Token) -> bool:
    """Whether a noun that is judged is an act or stands for one: "an important step to"."""
    return is_act_noun(noun) or lemma(noun) in words("anaphors") | words("stepping")


def _too_early(found: Match) -> str | None:
    """Of a decision of one's own, "too early" leaves it open; of an act, it speaks against it."""
    token = found.token
    if not any(lemma(c) == "too" for c in token.children):
        return None
    if is_negated(token):
        return "supports"
    return "undecided" if lemma(found.issues[0]) in words("deciding") else "sceptical"


def _is_neither(found: Match) -> bool:
    """Whether two opposite stances are both denied: "neither endorsed nor rejected"."""
    token, first = found.token, found.token.head
    if token.dep_ != "conj" or not any(lemma(c) == "neither" for c in first.children):
        return False
    rows = predicates().get((lemma(first), "verb"), ())
    return bool(rows) and {rows[0].stance, found.row.stance} == {"supports", "opposes"}


def _may_be(token: Token) -> bool:
    """Whether a judgement stands under "may", also over "turn out to be", "prove"."""
    node = token
    for _ in range(4):
        if node.pos_ in ("VERB", "AUX") and modals(node) & (words("may") - {"can"}):
            return True
        if node.dep_ not in ("acomp", "attr", "oprd", "xcomp", "amod", "prep"):
            return False
        node = node.head
    return False


def _kind_of(found: Match) -> str:
    return "adj" if found.token.lower_ == found.row.head and found.token.tag_ != "VB" else "verb"


def _said_of(participle: Token) -> Token | None:
    """The subject of a participle used as an adjective: "would be prepared to"."""
    for node in (participle, *(c for c in participle.children if c.dep_ == "auxpass")):
        if (found := child(node, "nsubjpass")) or (found := child(node, "nsubj")):
            return found
    return None


def _rule(found: Match) -> str:
    if found.row.holder == "possessor":
        return "noun"
    return found.row.holder if found.row.holder == "bearer" else found.row.kind


def _whether(node: Token, stance: str) -> str:
    """The stance once its clause is a "whether" one: to decide whether is not to have decided."""
    return "undecided" if stance in ("supports", "opposes") and is_whether(node) else stance


def _stands_for(node: Token, inner: Match | None) -> list[Token]:
    """The acts behind words that only point at them: "the dangers of …", "it is possible to …"."""
    if node.pos_ == "NOUN" and lemma(node) in words("transparent"):
        return [o for prep in ("of", "for") for o in objects(node, prep) if is_act_noun(o)]
    if node.pos_ == "VERB" and lemma(node) in words("discussing"):
        done = (*_objects(node), *objects(node, "about"), *objects(node, "at"))
        return [o for o in done if o.pos_ == "NOUN" and is_act_noun(o)]
    if inner is not None and inner.row.kind == "evaluation":
        return [i for i in inner.issues if is_infinitive(i)]
    return []


def _weighed(below: Token | None) -> list[Token]:
    """The act behind "(whether) it is possible to …", "it is right to …"."""
    if below is None or below.dep_ != "acomp" or (s := child(below.head, "nsubj")) is None:
        return []
    if s.lower_ != "it":
        return []
    return [
        c for x in (below, below.head) for c in x.children if c.i > below.i and is_infinitive(c)
    ]


def _objects(verb: Token) -> tuple[Token, ...]:
    hit = child(verb, "dobj", "nsubjpass")
    return with_conjuncts(hit) if hit is not None else ()


def _is_stance_on_more(inner: Match) -> bool:
    """Whether a word inside a stance is itself one on a further act, not the act itself."""
    row = inner.row
    if row.holder == "speaker" or row.issue == ("self",) or row.kind in ("evaluation", "effect"):
        return False
    if lemma(inner.token) in words("enders"):
        return not any(lemma(i) in words("ills") for i in inner.issues)
    return row.kind in ("attitude", "speech") or row.stance != "supports"


def _is_at_people(node: Token, inner: Match) -> bool:
    """Whether a noun of stance is about people: "criticism of judges" is then the act itself."""
    return node.pos_ == "NOUN" and all(
        i.pos_ == "NOUN" and lemma(i) in words("persons") | words("collectives")
        for i in inner.issues
    )


def _is_disbelieved(token: Token) -> bool:
    """Whether a judgement is denied a verb higher: "I don't think it is right"."""
    clause = clause_verb(token)
    above = clause.head
    return clause.dep_ == "ccomp" and lemma(above) in words("opining") and is_negated(above)


def _is_yet_to(token: Token) -> bool:
    """Whether a verb is under "has yet to"."""
    return token.dep_ == "xcomp" and any(lemma(c) == "yet" for c in token.head.children)


def _is_free(verb: Token) -> bool:
    """Whether a verb form tells: finite, or hanging on words that add nothing to it."""
    if verb.dep_ == "ccomp" and not is_infinitive(verb) and verb.tag_ != "VBG":
        return True
    if verb.dep_ in ("xcomp", "ccomp") and not any(
        c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in verb.children
    ):
        if is_passive(verb.head) and lemma(verb.head) in words("raising"):
            return True
        return lemma(verb.head) in words("neutral") or lemma(verb.head) == "be"
    return not (verb.dep_ in ("acl", "relcl") and is_infinitive(verb))


def _light_verb(noun: Token) -> Token | None:
    """The verb that lends its subject to a noun ("voiced opposition"), if it is such a one."""
    verb = noun.head if noun.dep_ in ("dobj", "attr", "conj") else None
    if noun.dep_ == "pobj" and lemma(noun.head) in ("in", "with", "under", "to", "of"):
        verb = noun.head.head
    if verb is not None and verb.pos_ in ("VERB", "AUX") and lemma(verb) in words("light"):
        return verb
    return None
