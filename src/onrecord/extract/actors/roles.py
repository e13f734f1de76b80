"""Offices of persons: titles before and after the name, "X is the Y of Z", "who heads Z"."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from onrecord.actors import Territory, body_named, office_of, territory
from onrecord.actors.leaders import leaders
from onrecord.actors.offices import verbs
from onrecord.extract.actors.lexicon import Spot
from onrecord.extract.actors.marks import Found, Ledger, Someone
from onrecord.extract.actors.titles import Title, Titles
from onrecord.extract.actors.view import View
from onrecord.model import Role

_OF_STATE = frozenset({"head_of_state", "head_of_government", "minister", "deputy", "first_lady"})
"""Kinds of office that belong to a state where the text names no body."""


_RULERS = frozenset({"head_of_state", "head_of_government"})
_BODIES = frozenset({"organization", "party", "government"})


class Roles:
    """Finds and notes the offices of the persons of one text."""

    def __init__(self, view: View, spots: list[Spot], ledger: Ledger) -> None:
        self.view = view
        self.titles = Titles(view, spots)
        self.ledger = ledger
        self.owned: list[tuple[Someone, Role, int]] = []  # roles of an "its president"
        self.used: set[int] = set()  # tokens of heads of titles tied to a name
        self.person_at: dict[int, Found] = {}
        self.owner_at: dict[int, Someone] = {}
        for someone in ledger.people:
            for m in someone.mentions:
                for i in range(m.first, m.end):
                    self.person_at[i] = m
        for someone in ledger.others:
            for m in someone.mentions:
                for i in range(m.first, m.end):
                    self.owner_at[i] = someone

    def find(self) -> None:
        """Note the offices of all persons named."""
        done: set[int] = set()
        for i in sorted(self.person_at):
            m = self.person_at[i]
            if m.first in done or m.first != i:
                continue
            done.add(m.first)
            self._before(m)
            self._apposed_before(m)
            self._after(m)
            self._belongs(m)
        self._copulas()

    def _belongs(self, m: Found) -> None:
        """ "Okafor of the Trade Institute", "the Institute's Okafor": of a body, no office said."""
        view = self.view
        k = m.end
        if (
            k + 1 < view.size
            and view.low[k] in ("of", "from", "at", "with")
            and (view.sentence[k] == view.sentence[m.first])
        ):
            first = k + 2 if view.low[k + 1] in ("the", "a", "an") else k + 1
            self._member(m, first)
        if m.first > 1 and view.low[m.first - 1] in ("'s", "'"):
            owner = self.owner_at.get(m.first - 2)
            if owner is not None and owner.kind in _BODIES:
                first = m.first - 2
                while first > 0 and self.owner_at.get(first - 1) is owner:
                    first -= 1
                self._member(m, first)

    def _member(self, m: Found, first: int) -> None:
        body = self.owner_at.get(first)
        if body is None or body.kind not in _BODIES:
            return
        end = first
        while end < self.view.size and self.owner_at.get(end) is body:
            end += 1
        span = self.view.span(first, end)
        m.who.roles.append(Role("member", body.name, body.country, span))

    def _before(self, m: Found) -> None:
        title = self.titles.before(m.first)
        if title is None:
            return
        self.note(m.who, title)
        if title.plural:
            for other in self._enumerated(m):
                self.note(other.who, title)

    def _enumerated(self, m: Found) -> list[Found]:
        """Names that follow a name after commas and "and"."""
        view = self.view
        found: list[Found] = []
        i = m.end
        while i < view.size and view.low[i] in (",", "and") and len(found) < 8:
            while i < view.size and view.low[i] in (",", "and"):
                i += 1
            other = self.person_at.get(i)
            if other is None or other.first != i:
                break
            found.append(other)
            i = other.end
        return found

    def _after(self, m: Found) -> None:
        view = self.view
        i = self._past_brackets(m)
        if i >= view.size:
            return
        if view.low[i] in (",", "-", "–", "—") and i + 1 < view.size:
            i += 1
            if view.low[i].isdigit() and i + 1 < view.size and view.text[i + 1] == ",":
                i += 2
            if self._us_party(m, i):
                return
            if view.low[i] in ("who", "whose") and i + 1 < view.size:
                return
            title = self.titles.after(i) if i < view.size else None
            if title is None or not self._ends_phrase(title):
                return
            names = [m]
            if title.plural:
                names = self._listed_before(m)
            self._note_all(names, title)

    def _past_brackets(self, m: Found) -> int:
        """The token after a party in brackets: "Lund (R-Ohio)", "Lund (SPD)"."""
        view = self.view
        i = m.end
        if i + 2 < view.size and view.text[i] == "(" and view.text[i + 2] == ")":
            self._party_in_brackets(m, i + 1)
            return i + 3
        if i + 1 < view.size and view.text[i] == "(" and self._us_party(m, i + 1):
            while i < view.size and view.text[i] != ")":
                i += 1
            return i + 1
        return i

    def _ends_phrase(self, title: Title) -> bool:
        """Whether no name follows that the title would belong to instead."""
        view = self.view
        begins = title.first - 1
        if (
            title.end + 1 < view.size
            and view.text[title.end] == ","
            and title.end + 1 in self.person_at
            and view.text[begins] == ","  # no article
            and view.word[title.head][0].isupper()
        ):
            return False  # "Bell, Norwegian Defence Minister, Berg said": Berg's
        return title.end not in self.person_at and (
            title.end >= self.view.size or self.view.pos[title.end] not in ("PROPN",)
        )

    def _listed_before(self, m: Found) -> list[Found]:
        """The names of a list that ends with this one, in text order."""
        view = self.view
        found: list[Found] = [m]
        i = m.first - 1
        while i >= 0 and view.low[i] in (",", "and") and len(found) < 8:
            while i >= 0 and view.low[i] in (",", "and"):
                i -= 1
            other = self.person_at.get(i)
            if other is None:
                break
            found.insert(0, other)
            i = other.first - 1
        return found

    def _note_all(self, names: list[Found], title: Title) -> None:
        """One title for several names; as many countries as names: one each, in order."""
        places = title.territories
        for k, m in enumerate(names):
            own = (places[k],) if len(places) == len(names) > 1 else places
            self.note(m.who, title, own)

    def _apposed_before(self, m: Found) -> None:
        """ "The president of the Czech Republic, Petr Pavel, …"."""
        view = self.view
        comma = m.first - 1
        if comma < 3 or view.text[comma] != ",":
            return
        floor = max(view.sentence_of(m.first)[0], comma - 14)
        names = [m, *self._enumerated(m)]
        after = names[-1].end
        root = next(
            (i for i in range(m.first, m.end) if not m.first <= view.head[i] < m.end), m.end - 1
        )
        for i in range(comma - 1, floor - 1, -1):
            if view.pos[i] in ("DET",) or i == floor or view.tag[i] == "PRP$":
                title = self.titles.after(i)
                if title is None or title.end != comma:
                    if view.pos[i] == "DET" and title is not None and title.end < comma:
                        return
                    continue
                apposed = view.dep[root] == "appos" and title.first - 1 <= view.head[root] < comma
                ends = (
                    after >= view.size
                    or view.text[after] in (",", ".")
                    or view.pos[after] in ("VERB", "AUX")
                )
                if (apposed or ends) and (title.plural or len(names) == 1 or apposed):
                    self._note_all(names if title.plural else names[:1], title)
                return
        self._apposed_bare(m, comma, root, after)

    def _apposed_bare(self, m: Found, comma: int, root: int, after: int) -> None:
        """ "Norway's ambassador to Seoul, Anna Berg, said": a title without an article."""
        view = self.view
        title = self.titles.apposed(comma)
        if title is None or title.plural or title.head in self.used:
            return
        owned = view.low[title.first - 1] in ("'s", "'") if title.first else False
        adjective = title.first <= title.head and bool(title.territories)
        if not (owned or adjective):
            return
        apposed = view.dep[root] == "appos" and title.first - 1 <= view.head[root] < comma
        ends = after >= view.size or view.text[after] in (",", ".") or view.pos[after] == "VERB"
        if apposed or ends or view.dep[root] == "nsubj":
            self.note(m.who, title)

    def _copulas(self) -> None:
        """ "X is the foreign minister of Y", "X was elected president", "X, who heads Y"."""
        view = self.view
        said, lead = (*verbs("become"), *verbs("appoint")), verbs("head")
        subjects: dict[int, list[int]] = {}
        for i in range(view.size):
            if view.dep[i] in ("nsubj", "nsubjpass"):
                subjects.setdefault(view.head[i], []).append(i)
        for i in range(view.size):
            if view.pos[i] not in ("NOUN", "PROPN") or i in self.person_at:
                continue
            dep, verb = view.dep[i], view.head[i]
            if dep == "dobj" and view.lemma[verb] in lead:
                self._leads(self._subject(subjects, verb), verb, i)
                continue
            if dep == "pobj" and view.low[verb] == "as":
                verb = view.head[verb]
            elif dep not in ("attr", "oprd", "dobj"):
                continue
            if view.lemma[verb] in said and i not in self.used:
                who = self._subject(subjects, verb)
                if who is not None:
                    self._predicate(who, i)

    def _subject(self, subjects: dict[int, list[int]], verb: int) -> Someone | None:
        view = self.view
        for _ in range(3):
            for i in subjects.get(verb, ()):
                if view.low[i] == "who" and view.head[verb] in self.person_at:
                    return self.person_at[view.head[verb]].who
                if i in self.person_at:
                    return self.person_at[i].who
                return None
            if view.dep[verb] not in ("conj", "xcomp"):
                return None
            verb = view.head[verb]
        return None

    def _predicate(self, who: Someone, noun: int) -> None:
        """The title phrase around a noun that is said of a person."""
        view = self.view
        first = noun
        floor = view.sentence_of(noun)[0]
        while (
            first > floor
            and noun - first < 8
            and (
                view.head[first - 1] > first - 1
                and view.head[first - 1] <= noun
                and view.pos[first - 1] not in ("VERB", "AUX", "PUNCT")
            )
        ):
            first -= 1
        title = self.titles.after(first)
        if title is not None and title.head <= noun < title.end:
            negated = any(view.dep[k] == "neg" for k in range(max(floor, first - 3), noun))
            if not negated:
                self.note(who, title)

    def _leads(self, who: Someone | None, verb: int, noun: int) -> None:
        body = self.owner_at.get(noun)
        if who is None or body is None:
            return
        span = self.view.span(verb, noun + 1)
        who.roles.append(Role(self.view.word[verb], body.name, body.country, span))

    def _us_party(self, m: Found, i: int) -> bool:
        """ "Elizabeth Warren, D-Mass."."""
        view = self.view
        if view.text[i] not in ("D", "R", "D-", "R-") and not view.text[i].startswith(("D-", "R-")):
            return False
        end = i + 1
        while (
            end < view.size
            and end - i < 4
            and view.text[end] not in (",", ")")
            and (view.end[end - 1] == view.start[end])
        ):
            end += 1
        party = body_named("Democratic Party" if view.text[i][0] == "D" else "Republican Party")
        if party is not None:
            span = view.span(i, end)
            m.who.roles.append(Role(view.words(i, end), party.name, "US", span))
            m.who.country = m.who.country or "US"
        return True

    def _party_in_brackets(self, m: Found, i: int) -> None:
        body = self.owner_at.get(i)
        if body is not None and body.kind == "party":
            m.who.roles.append(Role("member", body.name, body.country, self.view.span(i, i + 1)))

    def note(self, who: Someone, title: Title, own: tuple[Territory, ...] | None = None) -> None:
        """Note an office of a person: what it is of, and in which country."""
        places = title.territories if own is None else own
        self.used |= set(range(title.head, title.head_end))
        of, country = self._owner(title, places)
        if title.office.kind == "member" and of is None and country is None:
            return  # "a colleague": of whom is not said
        span = self.view.span(title.first, title.end)
        role = Role(_singular(title), of, country, span)
        before = title.first - 1
        if of is None and country is None and before >= 0 and self.view.tag[before] == "PRP$":
            self.owned.append((who, role, before))
        who.roles.append(role)
        who.held.append((title.office, country))
        if title.office.gender:
            who.genders[title.office.gender] += 2

    def _owner(self, title: Title, places: tuple[Territory, ...]) -> tuple[str | None, str | None]:
        place = places[0] if len(places) == 1 else None
        country = place.country if place else None
        for spot in reversed(title.bodies):
            body = self.owner_at.get(spot.first)
            if body is not None:
                return body.name, country or body.country
        city = next((s for s in title.bodies if s.what == "place"), None)
        if city is not None and title.office.kind in ("local", "legislator", "clergy", "sport"):
            return self.view.words(city.first, city.end), country
        if place is not None:
            return title.seat or place.name, country
        for spot in title.bodies:
            boss = self.person_at.get(spot.first)
            if boss is not None:
                return boss.who.name, boss.who.country
        if city is not None:
            return self.view.words(city.first, city.end), country
        return title.rest, None

    def prune(self) -> None:
        """Take back a state's name where it only qualifies a title, as its adjective would."""
        spans = sorted({(r.span.start, r.span.end) for x in self.ledger.people for r in x.roles})
        starts = [a for a, _ in spans]
        inner = {
            (m.first, m.end)
            for x in (*self.ledger.people, *self.ledger.others)
            if x.kind in ("group", "government", "person")
            for m in x.mentions
        }
        covered = {i: (a, b) for a, b in inner for i in range(a, b)}
        for x in self.ledger.others:
            if x.kind != "country":
                continue
            x.mentions = [m for m in x.mentions if not self._qualifies(m, spans, starts, covered)]

    def _qualifies(
        self,
        m: Found,
        spans: list[tuple[int, int]],
        starts: list[int],
        covered: dict[int, tuple[int, int]],
    ) -> bool:
        view = self.view
        if m.form != "name" or (m.end < view.size and view.low[m.end] in ("'s", "'")):
            return False
        if m.first in covered and covered[m.first] != (m.first, m.end):
            a, b = covered[m.first]
            return a <= m.first and m.end < b
        k = bisect_right(starts, view.start[m.first]) - 1
        return (
            k >= 0
            and view.end[m.end - 1] < spans[k][1]
            and view.dep[m.end - 1] in ("compound", "nmod", "amod")
        )

    def settle(self, home: Territory | None, seen: dict[int, set[str]]) -> None:
        """Give offices of state named without a country the one country left.

        The country of the person's other offices, the only one in the sentence, or the one the
        article is about; none where two persons would hold one office. (Tuned on DWIE train.)
        """
        holders = {
            (office.head, code): who
            for who in self.ledger.people
            for office, code in who.held
            if office.unique and code
        }
        later = {role for _, role, _ in self.owned}
        for who in self.ledger.people:
            codes = list(dict.fromkeys(r.country for r in who.roles if r.country))
            for k, role in enumerate(who.roles):
                office = office_of(role.title)
                if role.of or role.country or office is None or role in later:
                    continue
                if office.kind not in _OF_STATE and not office.unique:
                    continue
                known = {x.code for x in leaders(who.person)} if who.person else set()
                place = self._country_left(role, codes, known, home, seen)
                if place is None and not codes and office.kind in _RULERS:
                    place = self._seated(office.head, holders)
                if place is None:
                    continue
                key = (office.head, place.country)
                taken = holders.setdefault(key, who) is not who
                if office.unique and taken and not codes and not known:
                    continue
                who.roles[k] = replace(role, of=place.name, country=place.country)
                who.held.append((office, place.country))

    def _country_left(
        self,
        role: Role,
        codes: list[str],
        known: set[str],
        home: Territory | None,
        seen: dict[int, set[str]],
    ) -> Territory | None:
        if len(codes) == 1:
            return territory(codes[0])
        if len(known) == 1:
            return territory(next(iter(known)))
        return self._only(role, home, seen) if not codes else None

    def _seated(self, head: str, holders: dict[tuple[str, str], Someone]) -> Territory | None:
        """The one state whose seat of government the text names, where nobody else rules it."""
        places = {
            s.known.territories[0].code: s.known.territories[0]
            for s in self.titles.at.values()
            if s.what == "seat" and s.known and len(s.known.territories) == 1
        }
        if len(places) != 1:
            return None
        place = next(iter(places.values()))
        return None if (head, place.country) in holders else place

    def owners(self) -> None:
        """Give "its president" the body or state that "its" was found to mean."""
        meant = {
            m.first: x
            for x in (*self.ledger.people, *self.ledger.others)
            for m in x.mentions
            if m.form == "pronoun"
        }
        for who, role, token in self.owned:
            owner = meant.get(token)
            if owner is not None and owner is not who:
                who.roles = [
                    replace(r, of=owner.name, country=owner.country) if r is role else r
                    for r in who.roles
                ]

    def parties(self, home: Territory | None, codes: set[str]) -> None:
        """Give parties a country: their leader's, or the one the article is about.

        A party known by name keeps its country only where that country is in the text.
        """
        for x in self.ledger.others:
            if x.kind != "party":
                continue
            if x.country and home is not None and x.country not in codes:
                x.country = None
            if x.country is None:
                x.country = self._bosses(x) or (home.country if home else None)
        countries = {x.name: x.country for x in self.ledger.others if x.country}
        for who in self.ledger.people:
            who.roles[:] = [
                replace(r, country=countries[r.of])
                if r.country is None and r.of in countries
                else r
                for r in who.roles
            ]

    def _bosses(self, party: Someone) -> str | None:
        """The country of the person whose party it is called: "Macron's party"."""
        for m in party.mentions:
            k = m.first - 1
            if k > 0 and self.view.low[k] in ("'s", "'"):
                boss = self.person_at.get(k - 1)
                if boss is not None:
                    held = {r.country for r in boss.who.roles if r.country}
                    terms = leaders(boss.who.person) if boss.who.person else ()
                    held |= {x.code[:2] for x in terms} if not held else set()
                    if len(held) == 1:
                        return held.pop()
        return None

    def _only(
        self, role: Role, home: Territory | None, seen: dict[int, set[str]]
    ) -> Territory | None:
        token = self.view.draft.tokens(role.span)[0]
        codes = seen.get(self.view.sentence[token.i], set())
        if home is not None:
            return home if not codes or home.code in codes else None
        return territory(next(iter(codes))) if len(codes) == 1 else None


def _singular(title: Title) -> str:
    """The words of a title, for one holder: "prime ministers" as "prime minister"."""
    if not title.plural:
        return title.words
    count = len(title.office.head.split())
    kept = title.words.split()
    head = title.office.head
    if kept[-count][0].isupper():
        head = " ".join(w if w in ("of", "the") else w.capitalize() for w in head.split())
    return " ".join([*kept[:-count], head])
