"""Countries behind adjectives: "Russian troops", "US-led talks", for the steps that need a doer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.actors.territories import Territory
from onrecord.extract.actors.lexicon import adjectives
from onrecord.extract.draft import Draft
from onrecord.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 3  # words of an adjective: "Bosnian Serb", "Papua New Guinean"


def territory_of(token: Token) -> Territory | None:
    """The one territory whose adjective covers this token, or None."""
    doc = token.doc
    for first in range(max(0, token.i - _LONGEST + 1), token.i + 1):
        window = [t.text for t in doc[first : min(len(doc), first + _LONGEST + 1)]]
        found = adjectives().at(window, 0)
        if found is not None and first + found[0] > token.i:
            return found[1][0] if len(found[1]) == 1 else None
    return None


class Countries:
    """The states of one draft's actors, to be asked about many tokens of it."""

    def __init__(self, draft: Draft) -> None:
        self._by_name = {a.name: a for a in draft.actors if a.kind == "country"}

    def of(self, token: Token) -> Actor | None:
        """The country actor that an adjective at this token stands for, or None.

        None too where the text has no such actor: an adjective alone makes none.
        """
        place = territory_of(token)
        return self._by_name.get(place.name) if place is not None else None


def adjectival(draft: Draft, token: Token) -> Actor | None:
    """`Countries(draft).of(token)`, for a single question."""
    return Countries(draft).of(token)
