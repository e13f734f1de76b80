"""Bodies of a state and named collectives: "the Russian Foreign Ministry", "EU lawmakers"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from onrecord.actors.data import words
from onrecord.actors.phrases import PhraseTable
from onrecord.actors.territories import Territory
from onrecord.extract.actors.lexicon import Spot, adjectives, known_names, tokens_of
from onrecord.extract.actors.marks import Ledger, Someone
from onrecord.extract.actors.states import States
from onrecord.extract.actors.titles import heads
from onrecord.extract.actors.view import View

HOME_SHARE = (
    0.6  # of all mentions of states: the state an article is about (a guess, kept on DWIE train)
)
_BARE = frozenset({"police", "parliament", "congress", "prosecutors", "authorities"})
_OPEN_LEFT = frozenset({"ministry", "department", "court", "office", "police", "council"})
_SPELLING = (
    ("defence", "defense"),
    ("foreign affairs", "foreign"),
    ("internal affairs", "interior"),
)


@cache
def _bodies() -> PhraseTable[str]:
    found: PhraseTable[str] = PhraseTable()
    for name in sorted(words("bodies", "state")):
        found.add(tokens_of(name), name)
    return found


class Collectives:
    """Finds bodies and collectives of one text and ties them to their states."""

    def __init__(self, view: View, spots: list[Spot], states: States, ledger: Ledger) -> None:
        self.view = view
        self.states = states
        self.ledger = ledger
        self.at: dict[int, Spot] = {i: s for s in spots for i in range(s.first, s.end)}
        self.taken: set[int] = {
            i
            for x in (*ledger.people, *ledger.others)
            for m in x.mentions
            for i in range(m.first, m.end)
        }
        self.org_at = {
            (m.first, m.end): m for x in ledger.others if x.kind != "country" for m in x.mentions
        }
        self.gone: set[int] = set()  # mentions taken back, by identity
        self.by_key: dict[str, Someone] = {}
        self.last_owner: dict[str, Territory] = {}
        self.seen, self.home = self._census(spots)

    def _census(self, spots: list[Spot]) -> tuple[dict[int, set[str]], Territory | None]:
        """Territories by sentence, by name or adjective, and the one most are about."""
        view = self.view
        total: Counter[str] = Counter()
        by_code: dict[str, Territory] = {}
        seen: dict[int, set[str]] = {}
        rows = [
            (s.first, s.known.territories)
            for s in spots
            if s.known and not (s.known.body and s.known.body.kind == "party")
        ]
        rows += [(a, places) for a, _, places in adjectives().matches(view.key) if a not in self.at]
        for i, places in rows:
            if len(places) == 1:
                place = places[0]
                total[place.code] += 1
                by_code[place.code] = place
                seen.setdefault(view.sentence[i], set()).add(place.code)
        best = total.most_common(1)
        home = None
        if best and best[0][1] > HOME_SHARE * sum(total.values()):
            home = by_code[best[0][0]]
        self.known = by_code
        return seen, home

    def find(self) -> None:
        """Note all bodies and collectives."""
        for first, end, noun in _bodies().matches(self.view.low):
            if first not in self.taken or self._org_alone(first):
                self._body(first, end, noun)
        for x in self.ledger.others:
            if self.gone:
                x.mentions = [m for m in x.mentions if id(m) not in self.gone]
        self._groups()

    def _org_alone(self, i: int) -> bool:
        spot = self.at.get(i)
        return spot is not None and spot.what == "org"

    # Bodies of a state

    def _body(self, first: int, end: int, noun: str) -> None:
        view = self.view
        against = end < view.size and view.low[end] in ("to", "of", "from")
        if not self._is_noun(first, end) or (noun == "opposition" and against):
            return
        start, end = self._extent(first, end)
        begin, place, owned = self._owner(start, end)
        definite = begin > 0 and view.low[begin - 1] == "the"
        if place is None:
            bare = definite or view.low[first] in _BARE or view.word[start][0].isupper()
            named = start < first and self._org_alone(start)  # "Sussex Police": of its own place
            if owned or named or not bare or self._describes(begin, noun):
                return
            place = self._guess(noun, first)
            if place is None:
                self.ledger.dropped["body of an unknown state"] += 1
                return
        self.last_owner[noun] = place
        if definite:
            begin -= 1
        if noun in words("bodies", "country"):
            if self._is_agency(first):
                return
            self._merge_org(first)
            self.states.add(place, begin, end, "nominal")
            return
        self._note_body(begin + definite, start, end, place, definite)

    def _is_agency(self, i: int) -> bool:
        """Whether "administration" ends the name of an agency: "the US Energy … Administration"."""
        spot = self.at.get(i)
        if spot is None or spot.what != "org":
            return False
        first = spot.first
        state = adjectives().at(self.view.key, first)
        first = state[0] if state is not None else first
        own = [k for k in range(first, i) if k not in self.at or self.at[k] is spot]
        states = [k for k in own if known_names().at_exactly(self.view.key, k, k + 1) is not None]
        return len(own) - len(states) > 0 and i - spot.first > 1

    def _describes(self, begin: int, noun: str) -> bool:
        """Whether a body without a state is none to be guessed: "the ministry" is one named
        before, "authorities" are a town's as often as a state's, "of parliament" ends a title.
        """
        view = self.view
        if noun in words("bodies", "short") or noun in words("bodies", "local"):
            return True
        before = view.low[begin - 1] if begin else ""
        if before in words("people", "vague"):
            return True
        return before == "of" and begin > 1 and heads().ending(view.low, begin - 1) is not None

    def _is_noun(self, first: int, end: int) -> bool:
        """Whether the words are a noun phrase's head and not the owner of another noun."""
        view = self.view
        last = end - 1
        if view.pos[last] not in ("NOUN", "PROPN"):
            return False
        if view.dep[last] in ("compound", "nmod") and view.head[last] == end:
            return (view.pos[end] == "PROPN" and end not in self.at) or view.low[end] in ("'s",)
        return not (end < view.size and view.text[end] == "-")

    def _extent(self, first: int, end: int) -> tuple[int, int]:
        """The whole name around a body's noun: "Ministry of Foreign Affairs", "oil ministry"."""
        view = self.view
        spot = self.at.get(first)
        if spot is not None and spot.what == "org":
            start = spot.first
            for i in range(spot.first, first):
                found = adjectives().at(view.key, i)
                if found is not None:
                    start = found[0]
            first, end = min(start, first), max(spot.end, end)
        last = view.low[end - 1]
        if last in _OPEN_LEFT:
            while (
                first > 0
                and view.pos[first - 1] in ("NOUN", "PROPN", "ADJ")
                and view.head[first - 1] < end
                and view.head[first - 1] >= first
                and first - 1 not in self.at
                and adjectives().ending(view.key, first) is None
            ):
                first -= 1
        if last in ("ministry", "department", "office"):
            end = self._subject_matter(end)
        return first, end

    def _subject_matter(self, end: int) -> int:
        """The end of "of Foreign Affairs" after a ministry that ends before token `end`."""
        view = self.view
        small = ("and", "of", "the", "for")
        if end + 1 >= view.size or view.low[end] not in ("of", "for"):
            return end
        stop = end + 1
        while stop < view.size and stop - end < 7 and stop not in self.at:
            if not (view.word[stop][0].isupper() or (view.low[stop] in small and stop > end + 1)):
                break
            stop += 1
        while view.low[stop - 1] in small:
            stop -= 1
        return max(stop, end)

    def _owner(self, start: int, end: int) -> tuple[int, Territory | None, bool]:
        """Where the phrase begins, the state it names, and whether somebody else owns it."""
        view = self.view
        i = start
        while i > 0 and start - i < 5:
            found = adjectives().ending(view.key, i, 3)
            if found is not None:
                place = found[1][0] if len(found[1]) == 1 else None
                return found[0], place, place is None
            spot = self.at.get(i - 1)
            if spot is not None:
                place = self._one(spot)
                if view.head[i - 1] >= i and view.sentence[i - 1] == view.sentence[start]:
                    return spot.first, place, place is None
                return i, None, False
            if view.tag[i - 1] == "POS" and i > 1:
                spot = self.at.get(i - 2)
                return spot.first if spot else i, self._one(spot) if spot else None, True
            if view.tag[i - 1] == "PRP$":
                return i, None, True
            if view.pos[i - 1] in ("ADJ", "NOUN", "PROPN") and start <= view.head[i - 1] < end:
                i -= 1
                continue
            break
        return i, *self._owner_after(end)

    def _owner_after(self, end: int) -> tuple[Territory | None, bool]:
        """The state after "of" or "in", and whether there is any owner."""
        view = self.view
        if end + 1 < view.size and view.low[end] in ("of", "in"):
            k = end + 2 if view.low[end + 1] == "the" else end + 1
            spot = self.at.get(k)
            if spot is not None:
                return self._one(spot), True
        return None, False

    def _one(self, spot: Spot) -> Territory | None:
        if spot.known is None or spot.known.body is not None or len(spot.known.territories) != 1:
            return None
        return spot.known.territories[0]

    def _guess(self, noun: str, i: int) -> Territory | None:
        """The state of a body named without one: as before, the sentence's only one, the home."""
        if noun in self.last_owner:
            return self.last_owner[noun]
        number = self.view.sentence[i]
        codes = self.seen.get(number, set())
        if len(codes) == 1 and (self.home is None or self.home.code in codes):
            return self.known[next(iter(codes))]
        return self.home

    def _merge_org(self, i: int) -> None:
        """Take back an organisation made of words that are a state's body."""
        spot = self.at.get(i)
        if spot is not None and spot.what == "org":
            found = self.org_at.get((spot.first, spot.end))
            if found is not None:
                self.gone.add(id(found))

    def _note_body(
        self, begin: int, start: int, end: int, place: Territory, definite: bool
    ) -> None:
        view = self.view
        noun = view.words(start, end)
        key = f"{place.code} {_level(noun)}"
        if key not in self.by_key:
            adjective = place.adjectives[0] if place.adjectives else place.name
            plain = begin < start and not any(w in ("'s", "'") for w in view.low[begin:start])
            name = view.words(begin, end) if plain else f"{adjective} {noun}"
            self.by_key[key] = self.ledger.new(
                "government", name, country=place.country, head=noun.lower()
            )
        self._merge_org(start)
        named = view.word[end - 1][0].isupper() or begin < start
        form = "name" if named else "nominal"
        first = begin if named else (begin - 1 if definite else begin)
        self.by_key[key].add(max(first, 0), end, form)
        self.taken.update(range(begin, end))

    # Collectives

    def _groups(self) -> None:
        view = self.view
        last_noun: dict[int, str] = {}
        nouns = words("groups", "nouns")
        for i in range(view.size):
            low = view.low[i]
            if low in words("groups", "names") and view.word[i][0].isupper():
                self._creed(i)
            elif (
                low in nouns
                and i not in self.taken
                and not self._of_name(i)
                and view.pos[i] in ("NOUN", "PROPN")
            ):
                if self._collective(i, view.words(i, i + 1)):
                    last_noun[view.sentence[i]] = view.words(i, i + 1)
            elif low == "ones" and view.sentence[i] in last_noun:
                self._collective(i, last_noun[view.sentence[i]])

    def _of_name(self, i: int) -> bool:
        """Whether the word is part of a known name: "United States"."""
        spot = self.at.get(i)
        return spot is not None and spot.what in ("territory", "place", "capital", "group", "body")

    def _creed(self, i: int) -> None:
        """ "Republicans", "the Kurds": a group by its name alone."""
        view = self.view
        follows = i + 1 < view.size and view.pos[i + 1] in ("NOUN", "PROPN")
        if i in self.taken or (follows and view.head[i] == i + 1):
            return
        if i and view.low[i - 1] in words("people", "vague"):
            return
        if view.low[i] == "west" and not (i and view.low[i - 1] == "the"):
            return
        if (
            view.low[i] == "west"
            and view.dep[i] == "pobj"
            and view.low[view.head[i]]
            in (
                "in",
                "to",
                "from",
                "of",
            )
        ):
            return
        self._group("creed " + view.low[i], view.word[i], None).add(i, i + 1, "name")

    def _collective(self, i: int, noun: str) -> bool:
        """A collective with a state, body or creed before it; whether there is one."""
        view = self.view
        if view.dep[i] == "compound" and view.head[i] > i:
            return False
        begin, owners, name = self._quality(i)
        if name is None:
            return False
        k = begin - 1
        if k >= 0 and (view.low[k] in words("people", "vague")):
            return False
        if (
            k >= 0
            and view.pos[k] == "NUM"
            and view.low[i] not in ("states", "countries", "nations")
        ):
            return False
        if (
            k >= 1
            and view.low[k] == "of"
            and view.lemma[k - 1]
            in (
                "hundred",
                "thousand",
                "dozen",
                "number",
                "group",
                "some",
                "lot",
                "score",
            )
        ):
            return False
        country = owners[0].country if len(owners) == 1 else None
        if len(owners) == 1 and view.low[i] in words("bodies", "country"):
            self.states.add(owners[0], begin, i + 1, "nominal")
            return True
        label = f"{name} {noun}"
        self._group(f"{name} {noun}".lower(), label, country).add(begin, i + 1, "name")
        self.taken.update(range(begin, i + 1))
        return True

    def _quality(self, i: int) -> tuple[int, tuple[Territory, ...], str | None]:
        """What stands before a collective's noun: begin, states, and the words that name it."""
        view = self.view
        k = i
        while k > 0 and i - k < 4:
            found = adjectives().ending(view.key, k, 3)
            if found is not None:
                return found[0], found[1], self._named(found[0], i)
            spot = self.at.get(k - 1)
            if spot is not None:
                joined = view.head[k - 1] >= k or view.low[k - 1] == "-"
                if not joined or spot.what in ("person", "place", "people", "group"):
                    return k, (), None
                place = self._one(spot)
                return spot.first, (place,) if place else (), self._named(spot.first, i)
            size = self._creed_before(k) or self._loose_before(k, i)
            if size:
                return k - size, (), self._named(k - size, i)
            if view.pos[k - 1] in ("ADJ", "NOUN", "PROPN") and view.head[k - 1] <= i:
                k -= 1
                continue
            break
        return k, (), None

    def _creed_before(self, k: int) -> int:
        """How many words before token `k` name a creed or quality: 0, 1 or 2."""
        view = self.view
        for size in (2, 1):
            if k >= size:
                phrase = " ".join(view.low[k - size : k])
                if phrase in words("groups", "qualities") or (
                    phrase in words("groups", "creeds") and view.word[k - size][0].isupper()
                ):
                    return size
        return 0

    def _loose_before(self, k: int, i: int) -> int:
        """The same for qualities that make a collective only of a subject that is no list."""
        view = self.view
        if view.dep[i] not in ("nsubj", "nsubjpass") and not (
            view.dep[i] == "pobj" and view.dep[view.head[i]] == "agent"
        ):
            return 0
        for size in (2, 1):
            if k >= size and " ".join(view.low[k - size : k]) in words("groups", "loose"):
                return size
        return 0

    def _named(self, first: int, i: int) -> str:
        return self.view.words(first, i) if i > first else ""

    def _group(self, key: str, name: str, country: str | None) -> Someone:
        if key not in self.by_key:
            self.by_key[key] = self.ledger.new("group", name, country=country, plural=True)
        return self.by_key[key]


def _level(noun: str) -> str:
    """One key for the ways a ministry is called.

    >>> _level("Ministry of Foreign Affairs") == _level("Foreign Ministry")
    True
    """
    low = noun.lower().removeprefix("the ")
    turned = re.fullmatch(r"(ministry|department) (?:of|for) (?:the )?(.+)", low)
    if turned:
        low = f"{turned[2]} {turned[1]}"
    for old, new in _SPELLING:
        low = low.replace(old, new)
    return low
