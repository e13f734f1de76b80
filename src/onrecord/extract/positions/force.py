"""Findings from what a speaker says must, will or may be done, without a stance word.

Within a statement "X must go", "we will never sign", "let us talk" are positions of its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.positions.acts import is_act_noun
from onrecord.extract.positions.conditions import condition_of
from onrecord.extract.positions.findings import Finding
from onrecord.extract.positions.grammar import (
    child,
    is_asked,
    is_infinitive,
    is_negated,
    is_passive,
    is_state,
    is_supposed,
    lemma,
    modals,
    subjects,
)
from onrecord.extract.positions.lexicon import words
from onrecord.extract.positions.scene import Scene
from onrecord.extract.positions.stances import StanceFinder

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_force(scene: Scene, stances: StanceFinder, verb: Token) -> Iterator[Finding]:
    """The findings that the modals of one verb give, where it stands in a statement."""
    if verb.pos_ not in ("VERB", "AUX"):
        return
    if is_asked(verb) or is_supposed(verb):
        return
    if scene.statement_around(verb) is None:
        yield from _commitment(scene, stances, verb)
    elif (absent := _absent(verb)) is not None:
        yield Finding((verb,), "opposes", (), absent, "duty", speaker=True)
    elif _is_duty(verb, scene.is_quoted(verb)):
        yield from _wanted(stances, verb, "opposes" if is_negated(verb) else "supports")
    elif _is_call(verb):
        yield from _wanted(stances, verb, "supports")
    else:
        yield from _commitment(scene, stances, verb)


def _absent(verb: Token) -> Token | None:
    """What "there will be no …", "there can be no …" refuses: the noun, if it names an act."""
    noun = child(verb, "attr")
    if lemma(verb) != "be" or child(verb, "expl") is None or noun is None:
        return None
    told = modals(verb) & (words("will") | words("duty") | {"can", "could"})
    return noun if told and is_negated(noun) and is_act_noun(noun) else None


def _wanted(stances: StanceFinder, verb: Token, stance: str) -> Iterator[Finding]:
    if _is_bare_state(verb):
        return
    for issue, final in stances.resolve(verb, _undo_negation(verb, stance)):
        yield Finding((verb,), final, (), issue, "duty", speaker=True)


def _undo_negation(verb: Token, stance: str) -> str:
    """`resolve` turns a stance round on a denied verb: give it the one before."""
    if not is_negated(verb):
        return stance
    return {"opposes": "supports", "supports": "opposes", "open": "sceptical"}.get(stance, stance)


def _is_duty(verb: Token, quoted: bool) -> bool:
    had = modals(verb)
    if had & words("duty") and _is_turned(verb):
        return False  # "should it be approved, …", "why should we …"
    if had & words("duty"):
        # "must have known" guesses; "should have gone" still wants it
        return not ("must" in had and "have" in had)
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp") and is_infinitive(verb) and not _is_anybodys(above):
        if lemma(above) == "need" and above.pos_ == "VERB":
            return not is_negated(above)
        if lemma(above) == "have":
            # reported speech shifts the tense: "said numbers had to grow"
            return (above.tag_ != "VBD" or not quoted) and not is_negated(above)
    return False


def _is_turned(verb: Token) -> bool:
    """Whether the auxiliary stands before its subject."""
    first = child(verb, "aux")
    subject = child(verb, "nsubj", "nsubjpass")
    return first is not None and subject is not None and first.i < subject.i


def _is_anybodys(verb: Token) -> bool:
    """Whether a need is told of "you", "they" or in passing: "which we have to rise to"."""
    if verb.dep_ in ("relcl", "acl", "advcl"):
        return True
    return all(s.lower_ in words("anybody") for s in subjects(verb))


def _is_call(verb: Token) -> bool:
    """“Let us talk”."""
    above = verb.head
    return (
        verb.dep_ == "ccomp"
        and lemma(above) == "let"
        and any(s.lower_ in ("us", "'s") for s in verb.children)
    )


def _is_bare_state(verb: Token) -> bool:
    if lemma(verb) == "be":
        return child(verb, "acomp", "attr") is None
    return is_state(verb) and child(verb, "dobj", "xcomp", "ccomp") is None


def _depends(verb: Token) -> bool:
    """Whether what a verb promises hangs on a condition."""
    return bool(condition_of(Finding((verb,), "supports", (), verb, "will")))


def _promised(verb: Token) -> str | None:
    """The stance that "will", "may", "going to" give the one who acts, if they give one."""
    had = {"will"} if _is_going(verb) else modals(verb)
    if is_state(verb) or any(is_state(c) for c in verb.children if _is_carried(verb, c)):
        return None
    if had & words("will"):
        return "supports"
    if not had & words("may"):
        return None
    if is_negated(verb):
        return "open" if had & {"can", "could"} else None
    if "can" in had and lemma(verb) not in words("discussing") and not _depends(verb):
        return None  # "we can only guess": an ability, no readiness
    return "open"


def _is_open_question(verb: Token) -> bool:
    """Whether a clause asks how, when or what: "where she will fail"."""
    return verb.sent.start <= verb.left_edge.i and any(
        c.tag_ in ("WRB", "WP") and c.i < verb.i for c in verb.children
    )


def _is_going(verb: Token) -> bool:
    return lemma(verb.head) == "go" and verb.dep_ == "xcomp" and verb.head.tag_ == "VBG"


def _is_carried(verb: Token, below: Token) -> bool:
    return below.dep_ == "xcomp" and lemma(verb) in words("neutral")


def _commitment(scene: Scene, stances: StanceFinder, verb: Token) -> Iterator[Finding]:
    stance = _promised(verb) if not _is_open_question(verb) else None
    told = scene.statement_around(verb) is None
    if stance is None or (told and stance == "open"):
        return
    negated = is_negated(verb) or (_is_going(verb) and is_negated(verb.head))
    if is_passive(verb) and child(verb, "agent") is None:
        # "no troops will be sent", "if they attack, steps will be taken"
        if not told and ((negated and stance == "supports") or _depends(verb)):
            yield from _wanted(stances, verb, "opposes" if negated else stance)
        return
    who = tuple(w for w in subjects(verb) if w.lower_ not in ("it", "that", "this", "which"))
    if not any(scene.holders(w)[0] for w in who):
        return
    final = "opposes" if negated else stance
    for issue, resolved in stances.resolve(verb, _undo_negation(verb, final)):
        rule = "plan" if told else "will" if stance == "supports" else "may"
        found = Finding((verb,), resolved, who, issue, rule, insider=True)
        # told by the author, "will" foretells; only a refusal or a condition makes it a stance
        if not told or negated or condition_of(found):
            yield found
