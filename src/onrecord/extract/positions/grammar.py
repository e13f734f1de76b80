"""What the parse says of a word: who does it, is it denied, under which modal, with what object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.positions.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "ROOT"})
DEPTH = 12  # steps up or down a parse before a rule gives up: deeper ones are parser errors


def child(token: Token, *deps: str) -> Token | None:
    """The first child in one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def lemma(token: Token) -> str:
    """The lemma in lower case, British spelling kept.

    The parser leaves "'ll" and "wo" as they are; `words.txt` knows them.
    """
    return token.lemma_.lower()


def with_conjuncts(token: Token) -> tuple[Token, ...]:
    """The word and those joined to it ("Pavel, Kallas and Sikorski")."""
    return (token, *_conjuncts(token, DEPTH))


def _conjuncts(token: Token, depth: int) -> Iterator[Token]:
    if depth == 0:
        return
    listed = sum(c.dep_ == "appos" for c in token.children) > 1
    for c in token.children:
        # three names in a row: the parser takes the later ones for descriptions of the first
        if c.dep_ == "conj" or (c.dep_ == "appos" and listed):
            yield c
            yield from _conjuncts(c, depth - 1)


def is_passive(verb: Token) -> bool:
    """Whether a verb form is a passive one, a bare participle after its noun included."""
    below = {c.dep_ for c in verb.children}
    if below & {"auxpass", "nsubjpass", "csubjpass"}:
        return True
    if "agent" in below and "nsubj" not in below:
        return True  # "voted by a show of hands" has a subject of its own
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def is_done_to(verb: Token, noun: Token) -> bool:
    """Whether a noun names whom a participle tells something of: "nine men barred from leaving".

    Also where the parser takes them for its subject, or parts them: "by men being barred".
    """
    if verb.tag_ != "VBN":
        return False
    if noun.head.i == verb.i and noun.dep_ in ("nsubj", "nsubjpass"):
        return not any(c.dep_ == "aux" and lemma(c) == "have" for c in verb.children) or any(
            c.dep_ == "auxpass" for c in verb.children
        )
    if verb.dep_ == "pcomp":
        return noun.head.i == verb.head.i and noun.i < verb.i
    return verb.dep_ in ("acl", "relcl") and verb.head.i == noun.i and is_passive(verb)


def is_told_to(verb: Token, noun: Token) -> Token | None:
    """The verb by which somebody is told or expected to do what an infinitive says, if it is so.

    In "expected the party to back the bill" it is "expected", for "back" and "party".
    """
    above = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or above.i == verb.i:
        return None
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return None
    inner = noun.head.i == verb.i and noun.dep_ == "nsubj"
    outer = noun.head.i == above.i and noun.dep_ in ("dobj", "dative")
    return above if inner or outer else None


def subjects(verb: Token, depth: int = DEPTH) -> tuple[Token, ...]:
    """Heads of the words for who does what the verb says; empty where the text does not tell.

    Follows passives to their agent, infinitives and participles to the verb above, relative
    clauses to the noun before, joined verbs to the first one's subject.
    """
    if depth == 0:
        return ()
    if is_passive(verb):
        agent = child(verb, "agent")
        doer = child(agent, "pobj") if agent is not None else None
        return with_conjuncts(doer) if doer is not None else ()
    own = child(verb, "nsubj")
    if own is None and child(verb, "csubj") is not None:
        return ()  # "letting them in would open the door": an act, nobody
    if own is None:
        own = next((s for a in verb.children if a.dep_ in ("aux", "auxpass")
                    for s in a.children if s.dep_ == "nsubj"), None)  # fmt: skip
    if own is not None:
        if lemma(own) in RELATIVES and verb.dep_ in ("relcl", "acl"):
            return _described(verb.head, depth) or with_conjuncts(verb.head)
        return with_conjuncts(own)
    return _borrowed_subjects(verb, depth)


def _described(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who a noun is said of: "Sweden is the only member that …", "was one of the 24 that …"."""
    for _ in range(2):  # "among the 24", "one of the 24"
        if noun.dep_ != "pobj" or lemma(noun.head) not in ("of", "among"):
            break
        above = noun.head.head
        if above.pos_ == "AUX":
            return subjects(above, depth - 1)
        if lemma(above) != "one":
            break
        noun = above
    if noun.dep_ == "attr" and lemma(noun.head) == "be" and child(noun.head, "expl") is None:
        named = subjects(noun.head, depth - 1)
        return tuple(t for t in named if t.pos_ != "PRON" or t.lower_ != "it")
    return ()


def _ruling_verb(verb: Token) -> Token:
    """The verb whose subject a joined verb shares.

    "did not let him return and cut ties": a finite verb is joined to a finite one, whatever the
    parser says; "and Lund, who has left and wants to sell": a singular one to no plural subject.
    """
    head = verb.head
    if not _is_bare_finite(verb):
        return head
    for _ in range(DEPTH):
        if head.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "conj"):
            break
        if head.tag_ not in ("VB", "VBG", "VBN") or _is_finite(head):
            break
        if head.dep_ == "pcomp":
            head = head.head
        head = head.head
    if verb.tag_ == "VBZ" and any(
        s.tag_ in ("NNS", "NNPS") or child(s, "conj") is not None for s in _own_subjects(head)
    ):
        between = [t for t in head.subtree if head.i < t.i < verb.i and t.dep_ == "relcl"]
        return between[-1] if between else head
    return head


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "nsubj"]


def _is_bare_finite(verb: Token) -> bool:
    """Whether a verb is finite by its own form: past or present, no auxiliary."""
    if any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    # a participle joined to an infinitive is a past form that the tagger took for one
    return verb.tag_ in ("VBD", "VBZ") or (verb.tag_ == "VBN" and verb.head.tag_ == "VB")


def _is_finite(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in verb.children)


def _borrowed_subjects(verb: Token, depth: int) -> tuple[Token, ...]:
    head = verb.head
    if verb.dep_ == "conj":
        head = _ruling_verb(verb)
        passive = child(head, "nsubjpass")
        return with_conjuncts(passive) if passive is not None else subjects(head, depth - 1)
    if (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBN"
        and not any(c.dep_ == "aux" for c in verb.children)
    ):
        return ()  # "asked to respond, she …": somebody else asked
    if verb.dep_ in ("xcomp", "ccomp", "acomp", "oprd", "attr", "advcl", "dep", "prep", "pcomp"):
        target = child(head, "dobj") if verb.dep_ in ("xcomp", "ccomp") else None
        if target is not None and verb.tag_ in ("VB", "VBG"):
            return with_conjuncts(target)
        passive = child(head, "nsubjpass")
        if passive is not None:
            return with_conjuncts(passive)
        return subjects(head, depth - 1)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return with_conjuncts(head) if verb.tag_ == "VBG" or verb.dep_ == "relcl" else ()
    if verb.dep_ == "amod":
        return (head,)
    return ()


def is_negated(token: Token) -> bool:
    """Whether “not”, “never”, “no longer”, “no” denies the word (on itself or its auxiliary)."""
    for c in token.children:
        if c.dep_ == "neg" or (c.dep_ == "det" and lemma(c) in ("no", "neither")):
            return True
        if c.dep_ in ("advmod", "preconj", "cc") and lemma(c) in (
            "never",
            "hardly",
            "neither",
            "nor",
        ):
            return True
        if c.dep_ == "advmod" and c.lower_ in ("longer", "more") and _follows_no(c):
            return True
        if c.dep_ in ("nsubj", "nsubjpass", "dobj") and _is_nothing(c):
            return True
        if c.dep_ == "nsubj" and any(lemma(x) == "neither" for x in c.children):
            return True
        if (
            c.dep_ == "prep"
            and c.i < token.i
            and any(
                x.dep_ == "pobj" and lemma(x) in words("ways") and _is_nothing(x)
                for x in c.children
            )
        ):  # "under no circumstances will they go"
            return True
    if token.dep_ == "pcomp" and lemma(token.head) == "without":
        return True
    return token.dep_ in ("acomp", "attr", "oprd") and is_negated(token.head)


def _follows_no(token: Token) -> bool:
    """“No longer”, “no more”: the parser hangs the “no” on the second word."""
    return token.i > 0 and token.nbor(-1).lower_ == "no"


def _is_nothing(token: Token) -> bool:
    return lemma(token) in ("nobody", "none", "nothing") or any(
        c.dep_ == "det" and lemma(c) == "no" for c in token.children
    )


def modals(verb: Token) -> set[str]:
    """Lemmas of the auxiliaries, a joined verb taking those of the first where it has none.

    "can't" gives "ca" as the parser cuts it; it is given here as "can".
    """
    found = {
        {"ca": "can"}.get(c.lower_, c.lower_) for c in verb.children if c.dep_ in ("aux", "auxpass")
    }
    if not found and verb.dep_ == "conj" and child(verb, "nsubj") is None:
        return set() if _is_bare_finite(verb) else modals(verb.head)
    if verb.dep_ in ("acomp", "attr"):
        return found | modals(verb.head)
    return found


def is_asked(token: Token) -> bool:
    """Whether the sentence ends with a question mark outside what is reported in it."""
    sentence = token.sent
    for k in range(sentence.end - 1, max(sentence.start, sentence.end - 4) - 1, -1):
        text = token.doc[k].text
        if "?" in text:
            return True
        if any(c.isalnum() for c in text):
            return False
    return False


def is_supposed(token: Token) -> bool:
    """Whether the word stands in an if-, unless- or whether-clause: supposed, not told."""
    node = token
    for _ in range(DEPTH):
        marker = child(node, "mark")
        if marker is not None and lemma(marker) in ("if", "unless", "whether", "lest", "until"):
            return True
        if node.dep_ == "advcl" and lemma(node.head) in ("long", "soon", "far"):
            return True
        if is_inverted(node):
            return True
        if (
            marker is not None
            and lemma(marker) == "before"
            and node.tag_ not in ("VBD", "VBG", "VBN")
        ):
            return True  # "needs guarantees before it signs"
        if node.dep_ in ("ROOT", "relcl", "ccomp") or node.head is node:
            return False
        node = node.head
    return False


def is_inverted(verb: Token) -> bool:
    """Whether a clause supposes by its order: "Should they ask, …", "Had they asked, …"."""
    first = next(iter(verb.children), None)
    if first is None or first.lower_ not in ("should", "had", "were") or verb.dep_ == "ROOT":
        return False
    subject = child(verb, "nsubj", "nsubjpass")
    return verb.dep_ == "advcl" and subject is not None and first.i < subject.i


def clause_verb(token: Token) -> Token:
    """The nearest verb at or above a word; the word itself where there is none."""
    node = token
    for _ in range(DEPTH):
        if node.pos_ in ("VERB", "AUX"):
            return node
        if node.head is node:
            break
        node = node.head
    return token


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is "to …"."""
    return any(c.tag_ == "TO" for c in verb.children)


def is_state(verb: Token) -> bool:
    """Whether the verb names a state or happening, nothing that one can accept or refuse."""
    if verb.pos_ == "AUX" or lemma(verb) in ("be", "have"):
        # "be part of", "have the army withdraw" are acts only with a verb below
        return child(verb, "ccomp", "xcomp") is None
    return lemma(verb) in words("states")


def objects(token: Token, prep: str) -> list[Token]:
    """Objects (nouns or gerunds) of a preposition that hangs on the word."""
    found: list[Token] = []
    for c in token.children:
        if c.dep_ in ("prep", "prt", "dative", "agent", "mark") and lemma(c) == prep:
            for below in c.children:
                if below.dep_ in ("pobj", "pcomp"):
                    found.extend(with_conjuncts(below))
                elif below.dep_ == "prep":  # "out of", "away from"
                    found.extend(x for x in below.children if x.dep_ in ("pobj", "pcomp"))
    return found
