"""Descriptions of somebody named before: "the Estonian prime minister", "the agency"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.data import words
from onrecord.actors.descriptions import (
    Hypernym,
    body_nouns,
    classes_of,
    described,
    hypernyms,
)
from onrecord.actors.leaders import leaders
from onrecord.actors.offices import Office, modifiers, office_of, offices
from onrecord.actors.territories import Territory
from onrecord.extract.actors.calls import Calls
from onrecord.extract.actors.lexicon import adjectives
from onrecord.extract.actors.marks import Found, Ledger, Someone
from onrecord.extract.actors.roles import Roles
from onrecord.extract.actors.salience import Presence, clear_pair, clearest
from onrecord.extract.actors.states import States
from onrecord.extract.actors.titles import Title, heads
from onrecord.extract.actors.view import View
from onrecord.model import Role

# How much more present than the next one somebody must be (guesses, kept on world news of 2017)
LEAD = 1.6
LEAD_OPEN = 2.5  # where only the noun's generality speaks for it
LEAD_PAIR = 3.0  # of the second over the third, for "the two leaders"
SAME = 4.0  # weight of a body whose name holds the noun, or that the text calls so
CLASS = 2.0  # weight of a body of a class that the noun is for
NEAR = 120  # tokens back to a body whose name does not hold the noun
FAR = 400  # tokens back to a body at all
_ARTICLES = frozenset({"the", "this", "that"})
_AGE = ("-", "year", "-", "old")
_RESTRICTED = frozenset({"of", "for", "-", "where", "that", "which", "who", "whose", "behind"})
_PAST = frozenset({"former", "ex", "ex-president", "late", "ousted", "onetime", "one-time"})
_BODIES = frozenset({"organization", "government", "party"})
_NO_PORTFOLIO = frozenset({"of", "for", "and", "the", "&", "affairs", "state", "'s", "cabinet"})
_OPENING = frozenset({'"', "'", "“", "‘"})


class Nominals:
    """Links descriptions to the persons, bodies and states of one text."""

    def __init__(self, view: View, roles: Roles, states: States, ledger: Ledger) -> None:
        self.view = view
        self.roles = roles
        self.states = states
        self.ledger = ledger
        self.calls = Calls(view, ledger)
        self.taken: set[int] = set()
        self.presence = Presence()
        self.bodies: list[tuple[int, Someone]] = []
        self.people: dict[int, Someone] = {x.order: x for x in ledger.people}
        rows = [m for x in (*ledger.people, *ledger.others) for m in x.mentions]
        for m in sorted(rows, key=lambda m: (m.first, m.who.order)):
            self.taken.update(range(m.first, m.end))
            self.presence.add(m.who.order, m.first)
            if m.who.kind in _BODIES:
                self.bodies.append((m.first, m.who))
        self._land()
        self.holders: dict[str, list[Someone]] = {}
        for someone in ledger.people:
            for key in _keys(someone):
                self.holders.setdefault(key, []).append(someone)
        self.body = 0

    def _land(self) -> None:
        """Note where each territory is named, be it only as a place or by its adjective."""
        self.lands: dict[str, Territory] = {}
        found = [(a, p[0]) for a, _, p in adjectives().matches(self.view.key) if len(p) == 1]
        for i, spot in self.roles.titles.at.items():
            known = spot.known
            if known and i == spot.first and known.body is None and len(known.territories) == 1:
                found.append((i, known.territories[0]))
        for i, place in sorted(found, key=lambda r: (r[0], r[1].code)):
            self.lands[place.code] = place
            self.presence.add(place.code, i)

    def find(self) -> None:
        """Note all descriptions that one actor fits."""
        view = self.view
        for i in range(view.size - 1):
            low = view.low[i]
            if low == "both" or (low in _ARTICLES and view.low[i + 1] in ("two", "pair", "duo")):
                self._pair(i)
            elif low in _ARTICLES and view.pos[i] in ("DET", "PRON") and i not in self.taken:
                if tuple(view.low[i + 2 : i + 6]) == _AGE:
                    self._aged(i)
                else:
                    self._described(i)

    def _described(self, i: int) -> None:
        title = self.roles.titles.after(i)
        if title is not None:
            if title.head not in self.roles.used and not title.plural:
                self._person(i, title)
            return
        noun = self._noun(i)
        if noun is None:
            return
        low = self.view.low[noun]
        codes = self._codes(i + 1, noun)
        if low in described("state", "nouns"):
            self._state(i, noun)
        elif low in body_nouns():
            self._body(i, noun, codes)
        elif low not in body_nouns():
            self._called(i, noun)

    def _noun(self, i: int) -> int | None:
        """The head of the phrase that an article opens, where nothing makes it somebody new."""
        view = self.view
        noun = view.head[i]
        if not i < noun <= i + 6 or view.tag[noun] not in ("NN", "NNP"):
            return None
        if any(
            k in self.taken
            or view.tag[k] in ("JJS", "RBS", "CD", "PRP$", "POS")
            or view.low[k] in words("people", "open")
            or view.low[k] in words("people", "vague")
            or view.low[k] in words("people", "not_same")
            for k in range(i + 1, noun + 1)
        ):
            return None
        after = view.low[noun + 1] if noun + 1 < view.size else ""
        if after in _RESTRICTED or (noun + 1 in self.taken and view.head[noun + 1] == noun):
            return None
        if after in _OPENING and view.word[min(noun + 2, view.size - 1)][:1].isupper():
            return None  # the website "Silver News"
        if after in ("'s", "'") or view.dep[noun] != "compound":
            return noun
        return None

    def _codes(self, first: int, end: int) -> set[str]:
        """Countries named by adjectives of a phrase."""
        found = set()
        for k in range(first, end):
            row = adjectives().at(self.view.key, k)
            if row is not None and row[0] <= end:
                found |= {p.country for p in row[1]}
        return found

    # Persons

    def _person(self, i: int, title: Title) -> None:
        view = self.view
        if any(k in self.taken for k in range(title.head, title.head_end)):
            return
        following = title.end
        if following in self.roles.person_at or any(
            view.low[k] in words("people", "open") for k in range(title.first, title.head)
        ):
            return
        if title.end > title.head_end and set(view.low[title.head_end : title.end]) & {"a", "an"}:
            return  # "the mayor of a town"
        once = "former" in view.low[title.first : title.head]
        fits = [x for x in self._fitting(title.office, once) if not self._object_of(x, title.head)]
        codes = {p.country for p in title.territories}
        if codes:
            fits = [x for x in fits if not _countries(x) or _countries(x) & codes]
            fits = [x for x in fits if _countries(x) & codes] or fits
        fits = [x for x in fits if _same_portfolio(x, title)]
        own = [x for x in fits if not (title.bodies and not self._of_body(x, title))]
        end = title.end if title.territories or title.bodies else title.head_end
        if not own:
            if codes and not once and title.office.unique and len(title.territories) == 1:
                self._holder_unnamed(i, end, title)
            return
        who = self._likeliest(own, i, sure=bool(codes) and not title.bodies)
        if who is not None:
            self._note(who, i, end)

    def _fitting(self, office: Office, once: bool = False) -> list[Someone]:
        """Persons known to hold the office; else one it is short for or takes in."""
        past = self.holders.get("once " + office.head, [])
        fits = past if once else self.holders.get("is " + office.head, []) or past
        if fits or once:
            return fits
        if not office.unique:
            fits = self.holders.get("last " + office.head, [])
        more = hypernyms().get(office.head)
        if more is None:
            return fits
        return list({x.order: x for x in [*fits, *self._taken_in(more)]}.values())

    def _taken_in(self, noun: Hypernym) -> list[Someone]:
        keys = [
            *("kind " + k for k in sorted(noun.kinds)),
            *("is " + h for h in sorted(noun.heads)),
            *("word " + t for t in sorted(noun.titles)),
        ]
        found = {x.order: x for key in keys for x in self.holders.get(key, ())}
        return [found[order] for order in sorted(found)]

    def _object_of(self, who: Someone, head: int) -> bool:
        """Whether the description is the object of a verb whose subject is the person."""
        view = self.view
        verb = view.head[head]
        if view.pos[verb] == "ADP":
            verb = view.head[verb]
        at = self.presence.last(who.order, head)
        if at is None or head - at > 25 or view.sentence[at] != view.sentence[head]:
            return False
        k = at
        while k + 1 < head and view.dep[k] == "compound" and view.head[k] > k:
            k = view.head[k]
        return view.head[k] == verb and view.dep[k] in ("nsubj", "nsubjpass") and k != head

    def _of_body(self, who: Someone, title: Title) -> bool:
        """Whether the person holds the office of the same body as the description names."""
        names = set()
        for spot in title.bodies:
            owner = self.roles.owner_at.get(spot.first)
            boss = self.roles.person_at.get(spot.first)
            if owner:
                names.add(owner.name)
            elif boss:
                names.add(boss.who.name)
        return any(r.of in names for r in who.roles)

    def _likeliest(self, fits: Sequence[Someone], i: int, *, sure: bool) -> Someone | None:
        """The one that fits; of several the one most present, where the next is well behind."""
        before = [x for x in fits if self.presence.last(x.order, i) is not None]
        if not before:
            return fits[0] if len(fits) == 1 and sure else None
        if len(before) == 1:
            return before[0]
        who = clearest([(self.presence.weight(x.order, i), x) for x in before], LEAD)
        if who is None:
            self.ledger.dropped["description that fits two persons"] += 1
        return who

    def _holder_unnamed(self, i: int, end: int, title: Title) -> None:
        """An office that only one can hold is somebody, even where no name is given."""
        view = self.view
        place = title.territories[0]
        if view.tag[title.head] in ("NNS", "NNPS") or title.bodies or end - title.head_end > 5:
            return
        name = view.words(title.first, end)
        key = f"{place.code} {title.office.head}"
        who = next((x for x in self.ledger.people if x.head == key), None)
        if who is None:
            who = self.ledger.new("person", name, country=place.country, head=key)
            who.roles.append(
                Role(title.words, place.name, place.country, view.span(title.first, end))
            )
            who.held.append((title.office, place.country))
            for held in _keys(who):
                self.holders.setdefault(held, []).append(who)
        self._note(who, i, end)

    def _called(self, i: int, noun: int) -> None:
        """ "The boy", "the housewife": whom the text called so when it named them."""
        low = self.view.low[noun]
        more = hypernyms().get(low)
        if not (more or is_human_noun(low) or low.endswith(tuple(words("people", "endings")))):
            return
        fits = [
            x
            for order, nouns in self.calls.nouns.items()
            if low in nouns and (x := self.people.get(order)) is not None
        ]
        if more is not None:
            fits += [x for x in self._taken_in(more) if x not in fits]
        more_words = {
            self.view.low[k] for k in range(i + 1, noun) if self.view.tag[k] in ("NN", "NNS")
        }
        fits = [x for x in fits if more_words <= self._words_of(x)]  # "the category's main actress"
        if fits:
            who = self._likeliest(fits, i, sure=False)
            if who is not None:
                self._note(who, i, noun + 1)

    def _words_of(self, who: Someone) -> set[str]:
        """What a text calls a person, by words of titles and descriptions."""
        titles = {w for r in who.roles for w in r.title.lower().split()}
        return titles | self.calls.nouns.get(who.order, set())

    def _aged(self, i: int) -> None:
        """ "The 49-year-old": who was said to be of that age; else the one person in mind."""
        view = self.view
        end = i + 6
        if end < view.size and view.pos[end] in ("NOUN", "PROPN", "ADJ") and view.head[i] >= end:
            end = view.head[i] + 1
            if end - i > 10 or end in self.roles.person_at:
                return
        if any(k in self.taken for k in range(i, end)):
            return
        orders = self.calls.ages.get(view.low[i + 1], [])
        fits = [self.people[o] for o in orders if o in self.people]
        if fits:
            who = self._likeliest(fits, i, sure=False)
        else:
            who = clearest(
                [
                    (self.presence.weight(x.order, i), x)
                    for x in self._near_people(i)
                    if x.order not in self.calls.aged
                ],
                LEAD_OPEN,
            )
        if who is not None:
            self._note(who, i, end)

    def _near_people(self, i: int) -> list[Someone]:
        """Persons mentioned at most NEAR tokens before."""
        found = {}
        for k in range(max(0, i - NEAR), i):
            m = self.roles.person_at.get(k)
            if m is not None:
                found[m.who.order] = m.who
        return list(found.values())

    # Two at once

    def _pair(self, i: int) -> None:
        """ "The two leaders", "both sides": two actors share the mention."""
        view = self.view
        noun = view.head[i]
        if view.low[i + 1] in ("pair", "duo") and view.low[i] != "both":
            noun = i + 1
        elif not i < noun <= i + 5 or view.tag[noun] not in ("NNS", "NNPS"):
            return
        after = view.low[noun + 1] if noun + 1 < view.size else ""
        if any(k in self.taken for k in range(i, noun + 1)) or after in _RESTRICTED:
            return
        two = self._two(i, noun)
        if len(two) == 2:
            for who in two:
                self._note(who, i, noun + 1)
        else:
            self.ledger.dropped["description of two that are not told apart"] += 1

    def _two(self, i: int, noun: int) -> Sequence[Someone]:
        low = self.view.low[noun]
        if low in described("state", "pair"):
            weights = [(self.presence.weight(code, i), place) for code, place in self.lands.items()]
            bodies = low in described("state", "pair_bodies") and self._near_bodies(i)
            places = clear_pair(weights, LEAD_PAIR)
            if places and not bodies:
                return [self.states.someone(p) for p in places]
        if low in described("state", "pair_bodies"):
            near = self._near_bodies(i)
            return clear_pair([(self.presence.weight(x.order, i), x) for x in near], LEAD_PAIR)
        people = self._near_people(i)
        found = heads().at([low], 0)
        if found is not None and found[1][1]:
            fits = self._fitting(found[1][0])
            people = [x for x in fits if self.presence.last(x.order, i) is not None]
        elif low in ("men", "women"):
            gender = "male" if low == "men" else "female"
            people = [x for x in people if x.gender == gender or x.genders[gender]]
        elif low not in described("state", "pair_people") and low not in ("pair", "duo"):
            return []
        return clear_pair([(self.presence.weight(x.order, i), x) for x in people], LEAD_PAIR)

    # Bodies and states

    def _body(self, i: int, noun: int, codes: set[str]) -> None:
        low = self.view.low[noun]
        wanted = body_nouns()[low]
        rows = []
        for x in self._recent_bodies(i):
            if codes and x.country and x.country not in codes:
                continue
            fit = self._fit(x, low, wanted, i)
            if fit and self._specified(x, i + 1, noun):
                rows.append((fit * self.presence.weight(x.order, i), x))
        who = clearest(rows, LEAD)
        if who is not None:
            self._note(who, i, noun + 1)
        elif rows:
            self.ledger.dropped["description that fits two bodies"] += 1

    def _fit(self, who: Someone, low: str, wanted: frozenset[str], i: int) -> float:
        """How well a body fits a noun: its name or the text says it, its class, nothing against."""
        if low in self._words(who):
            return SAME
        if i - (self.presence.last(who.order, i) or 0) > NEAR:
            return 0.0
        classes = self._classes(who)
        if classes & wanted:
            return CLASS
        return 1.0 if not classes and low in described("open", "nouns") else 0.0

    def _specified(self, who: Someone, first: int, noun: int) -> bool:
        """Whether the words before the noun may be said of the body: "the Soviet Union" may not."""
        view = self.view
        known = self._words(who)
        plain = known | described("open", "modifiers")
        for k in range(first, noun + 1):
            if view.tag[k] in ("NNP", "NNPS") and view.word[k][0].isupper():
                if view.low[k] not in known and not self._codes(k, k + 1):
                    return False
            elif k < noun and view.tag[k] in ("NN", "NNS") and view.low[k] not in plain:
                return False
        return True

    def _words(self, who: Someone) -> set[str]:
        """Words of a body's name, and what the text calls it."""
        return set(who.name.lower().split()) | self.calls.nouns.get(who.order, set())

    def _near_bodies(self, i: int) -> list[Someone]:
        """Bodies near that are no media, which are named as sources more than as parties."""
        return [
            x
            for x in self._recent_bodies(i)
            if i - (self.presence.last(x.order, i) or 0) <= NEAR and "media" not in self._classes(x)
        ]

    def _classes(self, who: Someone) -> frozenset[str]:
        if who.kind == "party":
            return frozenset({"party"})
        called = frozenset(
            c
            for noun in sorted(self.calls.nouns.get(who.order, ()))
            if len(body_nouns().get(noun, frozenset())) == 1
            for c in body_nouns()[noun]
        )
        return called or classes_of(who.name)

    def _recent_bodies(self, i: int) -> list[Someone]:
        """Bodies mentioned at most FAR tokens before, by a window that moves on."""
        while self.body < len(self.bodies) and self.bodies[self.body][0] < i - FAR:
            self.body += 1
        found: dict[int, Someone] = {}
        for at, x in self.bodies[self.body :]:
            if at >= i:
                break
            found[x.order] = x
        return list(found.values())

    def _state(self, i: int, noun: int) -> None:
        """ "The country": the state most present; one not yet an actor only where it acts."""
        view = self.view
        rows = [
            (self.presence.weight(code, i), place)
            for code, place in self.lands.items()
            if place.kind != "subdivision"
        ]
        place = clearest(rows, LEAD)
        if place is None:
            self.ledger.dropped["description that fits two states"] += 1
            return
        known = self.states.by_code.get(place.code)
        owns = noun + 1 < view.size and view.low[noun + 1] in ("'s", "'")
        if known is None and not (view.dep[noun] in ("nsubj", "nsubjpass") or owns):
            return
        self.presence.add(place.code, i)
        self._note(self.states.someone(place), i, noun + 1)

    def _note(self, who: Someone, i: int, end: int) -> None:
        who.add(i, end, "nominal")
        self.presence.add(who.order, i)
        self.taken.update(range(i, end))


def _keys(who: Someone) -> list[str]:
    """What to look somebody up by: offices held now or once, their kinds, words of titles."""
    keys: dict[str, None] = {}
    for role in who.roles:
        office = office_of(role.title)
        low = role.title.lower().split()
        if office is not None and not _PAST & set(low):
            keys["is " + office.head] = None
            keys["last " + office.head.split()[-1]] = None
        elif office is not None:
            keys["once " + office.head] = None
        if office is not None:
            keys["kind " + office.kind] = None
        keys.update(dict.fromkeys("word " + w for w in low))
    if who.person is not None and who.person.given:
        for term in leaders(who.person):
            keys["kind " + term.office] = None
            if term.office == "head_of_state" and not any(k.startswith("once") for k in keys):
                keys["is president"] = None
    return list(keys)


def _same_portfolio(who: Someone, title: Title) -> bool:
    """Whether the minister may be meant: "the education minister" is no interior minister."""
    wanted = _portfolio(title.words)
    if title.office.kind != "minister" or not wanted:
        return True
    known = [_portfolio(r.title) for r in who.roles if _is_minister(r.title)]
    return not known or any(not words or wanted & words for words in known)


def _is_minister(title: str) -> bool:
    office = office_of(title)
    return office is not None and office.kind == "minister"


def _portfolio(title: str) -> set[str]:
    """What a minister minds, in one spelling: "Minister of Defence" → defense."""
    parts = {"defense" if w == "defence" else w for w in title.lower().replace(",", " ").split()}
    return {w for w in parts - modifiers() if w not in _NO_PORTFOLIO and w not in offices()}


def _countries(who: Someone) -> set[str]:
    """The countries that somebody's offices or terms are of."""
    codes = {code for _, code in who.held if code} | {r.country for r in who.roles if r.country}
    if who.country:
        codes.add(who.country)
    if not codes and who.person is not None and who.person.given:
        codes = {x.code[:2] for x in leaders(who.person)}
    return codes


def subjects(view: View, found: list[Found]) -> None:
    """Mark the mentions that are the subject of their clause."""
    for m in found:
        for i in range(m.first, m.end):
            if not m.first <= view.head[i] < m.end:
                m.subject = view.dep[i] in ("nsubj", "nsubjpass")
                break


def is_human_noun(low: str) -> bool:
    """Whether the word names a human being without name: "woman", "spokesman"."""
    found = heads().at([low], 0)
    return (found is not None and not found[1][1]) or any(
        low in words("people", g) for g in ("male", "female", "any")
    )
