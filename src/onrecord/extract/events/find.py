"""All events of a parsed text, with the phrases that fill their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.events.chains import alone, duty_alone, governed
from onrecord.extract.events.frames import Act, names_somebody, nominal, third_person, verbal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RawEvent = Act
"""An event before its phrases are linked to actors: see `Act`."""


def find_events(draft: Draft) -> list[RawEvent]:
    """Events of a text in text order, each with argument phrases, linked to nothing yet."""
    return list(find_in(draft.doc))


def find_in(doc: Doc) -> Iterator[RawEvent]:
    """Events of a parse in text order. Cost: linear in tokens."""
    acts = [act for act in map(_told_by, doc) if act is not None]
    inside = {t.i for a in acts for t in a.trigger if t.i != a.head.i}
    wholes: list[Act] = []
    used: set[int] = set()
    for act in acts:
        if act.head.i in inside:
            continue  # the object of a verb that was read together with it
        whole, governing = governed(act)
        used.update(t.i for t in governing)
        if whole is not None and _stands(whole):
            wholes.append(whole)
    wholes = [w for w in wholes if w.governed or w.head.i not in used]
    taken = used | {t.i for w in wholes for t in w.trigger}
    # "rejected a request": one event, not a request as well
    taken |= {a.head.i for w in wholes if not w.nominal for a in w.recipients}
    for token in doc:
        found = None if token.i in taken else _whole_clause(token)
        if found is not None and not taken & {t.i for t in found.trigger}:
            wholes.append(found)
            taken.update(t.i for t in found.trigger)
    yield from sorted(wholes, key=lambda a: (a.trigger[0].i, a.type))


def _told_by(token: Token) -> Act | None:
    if token.pos_ in ("VERB", "AUX"):
        return verbal(token)
    return nominal(token) if token.pos_ in ("NOUN", "PROPN") else None


def _whole_clause(token: Token) -> Act | None:
    if token.pos_ not in ("VERB", "ADJ", "NOUN"):
        return None
    found = alone(token)
    if found is None and token.pos_ == "VERB":
        found = duty_alone(token)
    return found


def _stands(act: Act) -> bool:
    """Whether somebody at least is named, or told of by a pronoun, who acts or receives.

    A name before a bare noun is not enough: it may be the place (“the Berlin attacks”).
    """
    phrases = (*act.actors, *act.recipients)
    bare = act.nominal and not act.governed and not act.recipients
    if bare and all(a.head.dep_ in ("amod", "compound", "nmod") for a in act.actors):
        return False
    return any(names_somebody(a) or third_person(a.head) for a in phrases)
