"""States as actors: by name, by capital or seat where those act, told from the place."""

from __future__ import annotations

from onrecord.actors import Territory
from onrecord.actors.data import words
from onrecord.extract.actors.lexicon import Spot, adjectives
from onrecord.extract.actors.marks import Found, Ledger, Someone
from onrecord.extract.actors.view import View

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})


class States:
    """The states and known bodies of a text, one actor each."""

    def __init__(self, view: View, ledger: Ledger) -> None:
        self.view = view
        self.ledger = ledger
        self.by_code: dict[str, Someone] = {}

    def someone(self, place: Territory) -> Someone:
        """The actor of a territory, made where it is new."""
        if place.code not in self.by_code:
            self.by_code[place.code] = self.ledger.new(
                "country",
                place.name,
                country=place.country,
                territory=place,
                wikidata=place.wikidata,
            )
        return self.by_code[place.code]

    def add(self, place: Territory, first: int, end: int, form: str = "name") -> Found:
        """Note a mention of a territory."""
        return self.someone(place).add(first, end, form)


def acts(view: View, first: int, end: int) -> bool:
    """Whether a city's name stands for the government that sits there.

    Told by syntax: subject of a verb that is no verb of being somewhere, owner of a demand or
    decision, party "between" or "with" which something is done, object of urging or blaming.
    """
    root = _root(view, first, end)
    after = view.low[end] if end < view.size else ""
    if after == "," and _names_region(view, end + 1):
        return False
    if after == "-" and end + 1 < view.size:
        return view.low[end + 1] in words("groups", "led")
    dep = view.dep[root]
    seen = 0
    while dep == "conj" and seen < 6:
        root = view.head[root]
        dep = view.dep[root]
        seen += 1
    head = view.head[root]
    if dep in _SUBJECT:
        return view.pos[head] == "VERB" and view.lemma[head] not in words("place", "verbs")
    if dep == "poss":
        return _is_deed(view, head)
    if dep in ("dobj", "dative"):
        return view.lemma[head] in words("place", "object_verbs")
    if dep == "pobj":
        return _after_preposition(view, head)
    return False


def located(view: View, first: int, end: int) -> bool:
    """Whether a state's name only says where: after "in", "near", or "to" with a verb of moving."""
    root = _root(view, first, end)
    seen = 0
    while view.dep[root] in ("conj", "appos") and seen < 6:
        root = view.head[root]
        seen += 1
    if view.dep[root] in ("compound", "nmod", "npadvmod"):
        outer = view.head[root]
        if view.dep[root] == "npadvmod":
            return True
        if view.dep[outer] == "pobj" and view.pos[outer] == "PROPN" and outer > root:
            root = outer
    if view.dep[root] != "pobj":
        return False
    preposition = view.head[root]
    word = view.low[preposition]
    if word in words("place", "prepositions"):
        return True
    return word in words("place", "moving_prepositions") and (
        view.lemma[view.head[preposition]] in words("place", "moving")
    )


def _root(view: View, first: int, end: int) -> int:
    for i in range(first, end):
        if not first <= view.head[i] < end:
            return i
    return end - 1


def _names_region(view: View, i: int) -> bool:
    """Whether the word after a comma makes the city a place: "Moscow, Russia"."""
    return i < view.size and view.pos[i] == "PROPN" and view.dep[i] in ("appos", "npadvmod")


def _is_deed(view: View, i: int) -> bool:
    return view.lemma[i] in words("place", "deeds") or view.low[i] in words("place", "deeds")


def _after_preposition(view: View, preposition: int) -> bool:
    word = view.low[preposition]
    over = view.head[preposition]
    if word == "between":
        return True
    if word == "by":
        return view.dep[preposition] == "agent" or view.pos[over] == "NOUN"
    if word in ("with", "against"):
        return True
    if word in ("to", "from", "of", "for", "on", "upon", "toward", "towards"):
        return (
            view.pos[over] == "NOUN"
            and _is_deed(view, over)
            and (view.lemma[over] not in words("place", "moving"))
        )
    return False


def _leads(view: View, end: int) -> bool:
    """Whether "-led", "-backed" or the like follows: "a French-led campaign"."""
    return (
        end + 1 < view.size
        and view.text[end] == "-"
        and view.start[end] == view.end[end - 1]
        and view.low[end + 1] in words("groups", "led")
    )


def link_states(view: View, spots: list[Spot], states: States, ledger: Ledger) -> None:
    """Mentions of states by name, capital and seat."""
    alone = {
        place.code
        for s in spots
        if s.known and s.what in ("territory", "people") and len(s.known.territories) == 1
        for place in s.known.territories
    }
    for first, end, owners in adjectives().matches(view.key):
        if len(owners) == 1 and _leads(view, end):
            states.add(owners[0], first, end)
    for s in spots:
        if s.known is None or s.what not in ("territory", "capital", "seat"):
            continue
        places = s.known.territories
        if len(places) > 1:
            places = tuple(p for p in places if p.code in alone) or places
        if s.known.body is not None or len(places) != 1:
            if len(places) > 1:
                ledger.dropped["name of two states"] += 1
            continue
        if s.what == "capital" and not acts(view, s.first, s.end):
            continue
        if s.what != "capital" and located(view, s.first, s.end):
            continue
        states.add(places[0], s.first, s.end)
