"""Verbs of saying and attitude with their complements: who, says, what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.extract.statements.grammar import (
    SUBJECTS,
    child,
    is_passive,
    noun_phrase,
    subject,
    subtree,
    verb_group,
)
from onrecord.extract.statements.lexicon import Verb, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass
class Hit:
    """One attribution while it is being found: token numbers of its three roles."""

    anchor: int
    lemma: str
    frame: str
    group: str
    source: set[int] = field(default_factory=set)
    cue: set[int] = field(default_factory=set)
    content: set[int] = field(default_factory=set)
    form: str = "finite"

    @property
    def construction(self) -> str:
        """What confidence is measured by."""
        return f"{self.group}/{self.frame}/{self.form}"


@dataclass(frozen=True, slots=True)
class Complement:
    """What a verb takes: its frame, the content's tokens, tokens that join the cue."""

    frame: str
    content: frozenset[int]
    cue: frozenset[int] = frozenset()
    takes_subject: bool = False


def clause_hits(doc: Doc, cues: dict[int, Verb]) -> Iterator[Hit]:
    """One hit for each cue verb that has a complement its entry allows, in text order."""
    for i, entry in cues.items():
        verb = doc[i]
        found = next((c for c in complements(verb) if c.frame in entry.frames), None)
        if found is None:
            continue
        hit = _hit(verb, entry, found, cues)
        if hit.frame == "that" and hit.form == "finite":
            hit.content |= _interrupted(verb, hit)
        if hit.form not in ("infinitive", "reduced"):  # right in less than three of ten (train)
            yield hit


def _interrupted(verb: Token, hit: Hit) -> set[int]:
    """What stands before a cue clause between commas: "The plan, she said, is dead"."""
    doc, start = verb.doc, verb.sent.start
    first, last = min(hit.source | hit.cue), max(hit.source | hit.cue)
    while (
        last + 1 < len(doc) and doc[last + 1].i not in hit.content and _rides(doc[last + 1], verb)
    ):
        last += 1
    inside = first - 1 > start and doc[first - 1].text == "," and last + 1 < len(doc)
    if not inside or doc[last + 1].text != "," or min(hit.content) < first:
        return set()
    before = [doc[i] for i in range(start, first - 1) if not doc[i].is_space]
    subject_left = any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in before)
    if not subject_left or any(t.pos_ in ("VERB", "AUX") or t.is_quote for t in before):
        return set()
    return {t.i for t in before} if before[0].pos_ not in ("ADP", "SCONJ", "ADV") else set()


def cue_verbs(doc: Doc) -> dict[int, Verb]:
    """Token number → entry, for the verbs of the lexicon."""
    verbs = lexicon().verbs
    return {
        t.i: verbs[t.lemma_.lower()]
        for t in doc
        if t.pos_ in ("VERB", "AUX")
        and t.dep_ not in ("aux", "auxpass", "amod", "compound")
        and t.lemma_.lower() in verbs
        and not (t.tag_ == "VBG" and t.is_title and not t.is_sent_start)  # "Best Supporting Actor"
        and t.text != "READ"  # "READ MORE:", a link left in the text
    }


def _hit(verb: Token, entry: Verb, found: Complement, cues: dict[int, Verb]) -> Hit:
    cue, holder = cue_of(verb)
    cue |= found.cue
    if (issuer := _issuer(verb)) is not None:
        cue |= set(range(issuer.i, verb.i))
        holder = issuer
    source, form, content = _source(holder, cues), _form(holder), set(found.content)
    passive = is_passive(holder) or is_passive(verb)
    agent = child(verb, "agent")
    if passive or (form == "reduced" and (agent is not None or holder.tag_ == "VBN")):
        form = "passive"
        by = child(agent, "pobj") if agent is not None else None
        source = noun_phrase(by, cues) if by is not None else set()
    elif found.takes_subject:
        source = set()
    if passive and not source and found.frame.isalpha() and found.frame not in _NOT_HOLDER:
        source = _source(holder, cues)  # "is focused on": who stands in the passive holds the view
    cue -= source
    content -= cue | source
    return Hit(verb.i, entry.lemma, found.frame, entry.group, source, cue, content, form)


_NOT_HOLDER = frozenset({"that", "to", "as", "obj", "raise", "ing", "about", "of", "for", "by"})


def cue_of(verb: Token) -> tuple[set[int], Token]:
    """The cue's tokens and the verb that has its subject: "went on to say" is one cue."""
    cue = verb_group(verb)
    governor = _governor(verb)
    if governor is None:
        return cue, verb
    return cue | set(range(governor.i, verb.i)) | verb_group(governor), governor


def _issuer(verb: Token) -> Token | None:
    """The verb whose object speaks: "put out a statement saying" is one cue of who put it out."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or noun.dep_ != "dobj" or noun.i > verb.i:
        return None
    lists = lexicon().lists
    issues = (
        noun.lemma_.lower() in lists["documents"] and noun.head.lemma_.lower() in lists["issuing"]
    )
    return noun.head if issues and verb.i - noun.head.i <= _CHAIN + 4 else None


_CHAIN = 4
"""Tokens between a governor and its verb: "declined yesterday to say"."""


def _governor(verb: Token) -> Token | None:
    """The verb of a chain that only phases another ("went on to say", "refused to say")."""
    if verb.dep_ != "xcomp" or not 0 < verb.i - verb.head.i <= _CHAIN:
        return None
    lemma = verb.head.lemma_.lower()
    own = lexicon().verbs.get(lemma)
    if own is not None and "to" in own.frames:  # "declined to say" is a refusal first
        return None
    return verb.head if lemma in lexicon().phases else None


def _source(verb: Token, cues: dict[int, Verb]) -> set[int]:
    """The noun phrase that speaks: subject, or what a participle hangs on."""
    own = subject(verb)
    if own is not None:
        return _speaking(own, cues)
    top = verb
    for _ in range(4):
        if top.dep_ == "conj" and top.head.pos_ in ("VERB", "AUX"):
            top = top.head
            continue
        break
    if top.dep_ == "acl":
        phrase = noun_phrase(top.head, {*cues, top.i})
        return phrase - subtree(top)
    if top.dep_ in ("advcl", "xcomp", "pcomp", "prep", "ccomp"):
        for _ in range(3):
            top = top.head
            own = subject(top)
            if own is not None:
                return _speaking(own, cues)
    return set()


def _speaking(own: Token, cues: dict[int, Verb]) -> set[int]:
    """A subject that can speak: neither "there" nor a clause."""
    return noun_phrase(own, cues) if own.dep_ in ("nsubj", "nsubjpass") else set()


def _form(verb: Token) -> str:
    if child(verb, *SUBJECTS) is not None:
        return "relative" if verb.dep_ == "relcl" else "finite"
    if verb.dep_ == "conj":
        return "joined"
    if verb.tag_ == "VBG":
        return "participle"
    return "infinitive" if child(verb, "aux") is not None else "reduced"


def complements(verb: Token) -> Iterator[Complement]:
    """What the verb takes, best first."""
    parts: dict[str, list[Token]] = {}
    for c in verb.children:
        parts.setdefault(c.dep_, []).append(c)
    passive = "auxpass" in parts or "nsubjpass" in parts
    yield from _clausal(verb, parts, passive)
    yield from _nominal(verb, parts, passive)
    for prep in parts.get("prep", []):
        if prep.i < verb.i or not (prep.n_rights):
            continue
        inner = subtree(prep) - {prep.i}
        if inner:
            yield Complement(prep.lower_, frozenset(inner), frozenset({prep.i}))


def _clausal(verb: Token, parts: dict[str, list[Token]], passive: bool) -> Iterator[Complement]:
    objects = [o for o in parts.get("dobj", []) + parts.get("dative", []) if o.i > verb.i]
    for clause in parts.get("ccomp", []):
        if clause.i < verb.i and any(t.dep_ == "mark" for t in clause.children):
            continue
        content = subtree(clause)
        if verb.i not in content:
            infinitive = clause.tag_ in ("VB", "VBG") and _has_to(clause)
            yield Complement("obj+to" if infinitive else "that", frozenset(content))
    for clause in parts.get("xcomp", []):
        if clause.i < verb.i:
            continue
        content = subtree(clause)
        if clause.tag_ == "VBG":
            yield Complement("ing", frozenset(content))
        elif not _has_to(clause):
            yield Complement("as", frozenset(content).union(*map(subtree, objects)))
        else:
            yield from _infinitive(content, parts, passive, objects)


def _has_to(verb: Token) -> bool:
    return any(t.lower_ == "to" for t in verb.children)


def _infinitive(
    content: set[int], parts: dict[str, list[Token]], passive: bool, objects: list[Token]
) -> Iterator[Complement]:
    """ "is expected to go", "urged them to go", "wants to go" """
    subjects = [s for d in ("nsubjpass", "nsubj") for s in parts.get(d, [])]
    if subjects:
        raised = frozenset(content).union(*map(subtree, subjects))
        yield Complement("passive+to" if passive else "raise", raised, takes_subject=True)
    if objects:
        yield Complement("obj+to", frozenset(content).union(*map(subtree, objects)))
    else:
        yield Complement("to", frozenset(content))


def _nominal(verb: Token, parts: dict[str, list[Token]], passive: bool) -> Iterator[Complement]:
    objects = parts.get("dobj", [])
    if passive:
        objects = parts.get("nsubjpass", [])
    objects = [o for o in objects if o.tag_ not in ("WDT", "WP")]
    if not objects:
        return
    content = frozenset().union(*map(subtree, objects))
    marks = [t for t in verb.doc[verb.i + 1 : max(content) + 2] if t.is_quote]
    if marks and not passive:
        last = max(content)
        closing = last + 1 < len(verb.doc) and verb.doc[last + 1].is_quote
        yield Complement("obj+quote", frozenset(range(verb.i + 1, last + 1 + closing)))
    predicates = parts.get("oprd", []) + [
        p for p in parts.get("prep", []) if p.lower_ == "as" and p.i > verb.i
    ]
    if predicates:
        yield Complement("as", content.union(*map(subtree, predicates)), takes_subject=passive)
    trailing = [p for p in parts.get("prep", []) if p.i > verb.i and p.lower_ in lexicon().trailing]
    yield Complement("obj", content.union(*map(subtree, trailing)), takes_subject=passive)
    for prep in trailing:
        inner = subtree(prep) - {prep.i}
        if not passive and inner:
            yield Complement(f"obj+{prep.lower_}", frozenset(inner), frozenset({prep.i}))


def parenthetical(verb: Token, entry: Verb, cues: dict[int, Verb]) -> Hit | None:
    """ "The plan, she said, is dead.": a cue clause that stands between or after commas.

    The content is the rest of the sentence.
    """
    if entry.group != "speech" or "that" not in entry.frames:
        return None
    own = child(verb, "nsubj")
    if own is None or own.tag_ in ("WP", "WDT") or (verb.dep_ == "relcl" and verb.i < verb.head.i):
        return None
    source = noun_phrase(own, cues)
    cue = verb_group(verb)
    sentence = verb.sent
    doc = verb.doc
    first, last = min(source | cue), max(source | cue)
    if first > sentence.start and doc[first - 1].lower_ == "as":
        first -= 1
    while last + 1 < sentence.end and doc[last + 1].i not in cues and _rides(doc[last + 1], verb):
        last += 1
    opens = first > sentence.start and doc[first - 1].text in (",", "-", "–", "—", '"')
    ends = last + 1 >= sentence.end or doc[last + 1].text in (",", ".", "-", "–", "—", ";", '"')
    if not ends or not (opens or (first == sentence.start and last + 1 < sentence.end)):
        return None
    if first == sentence.start and not (doc[first].lower_ == "as" or first < min(source | cue)):
        return None
    introduces = last + 2 < sentence.end and doc[last + 1].text == "," and doc[last + 2].is_quote
    if introduces and not ((first > 1 and doc[first - 2].is_quote) or doc[first - 1].is_quote):
        return None  # "But that day, she said, “Out!”": the quotation alone is what she said
    content = {t.i for t in sentence if not first <= t.i <= last and not t.is_space}
    if not any(doc[i].pos_ in ("VERB", "AUX") for i in content):
        return None
    return Hit(verb.i, entry.lemma, "parenthetical", entry.group, source, cue, content)


def _rides(token: Token, verb: Token) -> bool:
    """Whether a token belongs to a short phrase after the cue ("said on Tuesday")."""
    for _ in range(4):
        if token.is_punct:
            return False
        if token.head.i == verb.i:
            return token.dep_ in ("npadvmod", "prep", "dative", "advmod", "dobj", "prt")
        token = token.head
    return False
