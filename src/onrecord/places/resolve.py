"""Which place a name means: candidates ranked by what else the text speaks of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.places.gazetteer import Candidate, Entry, Gazetteer, name_key

# Points of the ranking, one point a factor of ten in population. Tuned by hand on TR-News and on
# world news of 2017; the order matters (a container beats all, a subdivision with neighbours beats
# a metropolis abroad), the second digit hardly does.
CONTAINER = 8.0  # "Paris, Texas"
COUNTRY_KIND = 2.0  # a country is meant before a town called like it
CONTINENT_KIND = 0.5
CAPITAL = 0.5
OTHER_NAME = -0.7  # "Liverpool", once a name of Washington, Indiana
SHORTENED = -0.2  # "Freiburg" of Freiburg im Breisgau
REGION = -0.3  # a town is meant before the region called like it …
REGION_OTHER_NAME = -1.2  # … above all where the region's full name is longer
HINT = 4.0  # "Kharkiv region", "the city of Luhansk"
IN_COUNTRY = 1.4
SMALL_IN_COUNTRY = 0.6  # Geneva, Illinois, where the US is spoken of, but nothing of Illinois
IN_SUBDIVISION = 1.2
NEIGHBOURS = 0.9
LIKELY_SLOPE = 0.4  # below 1: the rest of the text may well change what is likely
COUNTY_BASE, COUNTY_SLOPE = 2.5, 0.4
SIBLINGS = 1.2  # Georgia, where other states of the US are named
MARGIN = 0.12  # below it two candidates are equally good
SAME_KM = 60.0  # and not where both lie this near: a town and its region
WELL_KNOWN = 100_000  # people: larger towns are taken by name alone
HEARD_OF = 15_000  # the same for a name that the tagger calls a place, but not the town's main one
_ROUNDS = 3
_MOST = 60  # candidates of one name that are weighed
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name to resolve. `container` is what it is said to lie in ("Texas", "Ill.", "Ukraine").

    `hint` is "region" or "city" where the words around it say which ("Kharkiv region"). `code` is
    the subdivision that a short form stands for ("US.IL"). `weak` names are taken for a smaller
    town only where the text speaks of its surroundings elsewhere.
    """

    name: str
    container: str | None = None
    hint: str | None = None
    code: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was found to mean; `reason` says why not where `entry` is None."""

    entry: Entry | None
    reason: str | None = None
    margin: float = 0.0


NOT_KNOWN = "not in the gazetteer"
UNDECIDED = "two places equally likely"
UNSUPPORTED = "a small place that nothing else in the text is near"


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance (haversine formula, sphere of 6,371 km)."""
    return great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude)


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km of two points in degrees (haversine formula).

    >>> round(great_circle_km(48.85341, 2.3488, 51.50853, -0.12574))
    344
    """
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def container_code(words: str) -> str | None:
    """The subdivision that a short form after a comma stands for.

    >>> container_code("Ill."), container_code("Ont."), container_code("Peru")
    ('US.IL', 'CA.08', None)
    """
    return _short_forms().get(words.strip().rstrip(".").replace(" ", ""))


@cache
def _short_forms() -> dict[str, str]:
    source = resources.files("onrecord.places").joinpath("data", "containers.tsv")
    rows = [
        line.split("\t")
        for line in source.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {short.rstrip(".").replace(" ", ""): code for short, code in rows}


def resolve(
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    countries: Mapping[str, float] | None = None,
) -> list[Resolution]:
    """One resolution a toponym, in order; one sense a text for one name and container.

    `countries` (ISO alpha-2 → weight) are those the text speaks of otherwise: nationalities,
    actors' countries. A name without container takes the sense that the text gives it elsewhere
    with one. Linear in the number of names.
    """
    return _Resolver(toponyms, gazetteer, countries or {}).run()


def _none() -> _Count:
    return defaultdict(float)


def _size(entry: Entry) -> float:
    size = math.log10(max(entry.weight, 100))
    # every state has its Monroe County: there size says little
    return COUNTY_BASE + COUNTY_SLOPE * size if entry.level == 2 else size


def _kind(entry: Entry) -> float:
    points = CAPITAL if entry.capital else 0.0
    if entry.kind == "country":
        points += COUNTRY_KIND
    elif entry.kind == "continent":
        points += CONTINENT_KIND
    elif entry.kind == "region" and entry.level:
        points += REGION
    return points


def _by_other_name(entry: Entry, key: str) -> float:
    if entry.kind == "country":
        return 0.0  # "Britain", "Burma" are as good as the main name
    if entry.kind == "region" and entry.level:
        return REGION_OTHER_NAME
    return SHORTENED if name_key(entry.name).startswith(key + " ") else OTHER_NAME


_Count = defaultdict[str, float]
"""How much a text speaks of each country or subdivision."""
_Sense = tuple[str, str | None, str | None]
"""Folded name, container and hint: what has one meaning in one text."""


class _Resolver:
    """The state of one resolution: candidates, context, scores."""

    def __init__(
        self, toponyms: Sequence[Toponym], gazetteer: Gazetteer, countries: Mapping[str, float]
    ) -> None:
        self.toponyms = toponyms
        self.gazetteer = gazetteer
        self.given = countries
        words = {t.name for t in toponyms} | {t.container for t in toponyms if t.container}
        self.found = gazetteer.candidates_of(sorted(words))
        self.senses: dict[_Sense, tuple[Candidate, ...]] = {}
        self.weak = {name_key(t.name) for t in toponyms if t.weak} - {
            name_key(t.name) for t in toponyms if not t.weak
        }
        self.first: dict[str, _Sense] = {}
        for t in toponyms:
            sense = (name_key(t.name), t.container, t.hint)
            if sense not in self.senses:
                self.senses[sense] = self._candidates(t)
            known = self.first.get(sense[0])
            if known is None or (known[1] is None and t.container):
                self.first[sense[0]] = sense
        self.countries_named = {
            key
            for (key, _, _), candidates in self.senses.items()
            if any(c.entry.kind == "country" for c in candidates)
            and not any(c.entry.level == 1 and c.main for c in candidates)
        }
        self.states_named = {
            key
            for (key, _, _), candidates in self.senses.items()
            if any(c.entry.level == 1 and c.main and c.entry.weight > 1e6 for c in candidates)
        }
        self.base = {
            sense: [self._base(c, sense) for c in candidates]
            for sense, candidates in self.senses.items()
        }
        self.near = _neighbours(self.senses, self.base)

    def _candidates(self, toponym: Toponym) -> tuple[Candidate, ...]:
        if toponym.code:
            entry = self.gazetteer.subdivision(toponym.code)
            return (Candidate(entry, True),) if entry else ()
        return self.found[toponym.name][:_MOST]

    def run(self) -> list[Resolution]:
        chosen = {s: self._best(s, _none(), _none(), _none()) for s in self.senses}
        for _ in range(_ROUNDS):
            contexts = self._contexts(chosen)
            new = {s: self._best(s, *self._without(s, chosen, contexts)) for s in self.senses}
            if new == chosen:
                break
            chosen = new
        answers = []
        for t in self.toponyms:
            sense = (name_key(t.name), t.container, t.hint)
            if t.container is None and t.hint is None and t.code is None:
                sense = self.first[sense[0]]
            answers.append(chosen[sense])
        return answers

    def _base(self, candidate: Candidate, sense: _Sense) -> float:
        """What speaks for a candidate before the rest of the text is looked at."""
        entry = candidate.entry
        key, container, hint = sense
        points = _size(entry) + _kind(entry)
        if not candidate.main:
            points += _by_other_name(entry, key)
        if hint and entry.kind == hint:
            points += HINT
        if hint == "city" and entry.kind == "country":
            points -= HINT
        if container and self._may_lie(candidate, key) and self._lies_in(entry, container):
            points += CONTAINER
        return points

    def _may_lie(self, candidate: Candidate, key: str) -> bool:
        """Whether a comma after this name may introduce a container, not the next of a list.

        "in Russia, U.S. officials said" names no town of Ohio, "California, New York and Florida"
        none of the state of New York: a country's name never, a state's only for a town of size.
        """
        if key in self.countries_named:
            return False
        return key not in self.states_named or (
            candidate.main and candidate.entry.weight >= HEARD_OF
        )

    def _lies_in(self, entry: Entry, container: str) -> bool:
        """Whether the entry is part of what the container may name, and not that itself."""
        if code := container_code(container):
            return entry.subdivision == code and entry.level > 1
        for candidate in self.found.get(container, ())[:_MOST]:
            around = candidate.entry
            if around.key == entry.key or around.level > entry.level:
                continue
            if around.kind == "country" and around.country == entry.country:
                return entry.kind != "country"
            if around.level == 1 and around.subdivision == entry.subdivision:
                return entry.level > 1
            near = around.level == 2 or (around.kind == "region" and around.level == 0)
            same = (
                around.subdivision in {None, entry.subdivision} and around.country == entry.country
            )
            if near and same and distance_km(around, entry) < 150:
                return True
        return False

    def _contexts(self, chosen: Mapping[_Sense, Resolution]) -> tuple[_Count, _Count, _Count]:
        """How much the text speaks of each country, subdivision, and of a country's states."""
        countries: _Count = defaultdict(float, self.given)
        subdivisions: _Count = defaultdict(float)
        states: _Count = defaultdict(float)
        for sense, resolution in chosen.items():
            for where, weights in zip(
                _speaks_of(sense, resolution), (countries, subdivisions, states), strict=True
            ):
                for code, weight in where:
                    weights[code] += weight
        return countries, subdivisions, states

    def _without(
        self,
        sense: _Sense,
        chosen: Mapping[_Sense, Resolution],
        contexts: tuple[_Count, _Count, _Count],
    ) -> tuple[_Count, _Count, _Count]:
        """The context less what this name itself puts into it.

        Copies small counters only: they hold one number a country or state.
        """
        own = _speaks_of(sense, chosen[sense])
        less = []
        for where, weights in zip(own, contexts, strict=True):
            if where:
                weights = weights.copy()
                for code, weight in where:
                    weights[code] -= weight
            less.append(weights)
        return less[0], less[1], less[2]

    def _best(
        self,
        sense: _Sense,
        countries: _Count,
        subdivisions: _Count,
        states: _Count,
    ) -> Resolution:
        candidates = self.senses[sense]
        if not candidates:
            return Resolution(None, NOT_KNOWN)
        most_country = max(countries.values(), default=0.0)
        most_subdivision = max(subdivisions.values(), default=0.0)
        ranked = []
        for n, (candidate, points) in enumerate(zip(candidates, self.base[sense], strict=True)):
            entry = candidate.entry
            if entry.country and most_country > 0:
                bonus = IN_COUNTRY if self._is_at_home(sense, n, subdivisions) else SMALL_IN_COUNTRY
                points += bonus * _share(countries.get(entry.country, 0.0), most_country)
            if entry.subdivision and entry.level and most_subdivision > 0:
                points += IN_SUBDIVISION * _share(
                    subdivisions.get(entry.subdivision, 0.0), most_subdivision
                )
            if entry.level == 1 and entry.country and candidate.main:
                points += SIBLINGS * min(1.0, states.get(entry.country, 0.0) / 2)
            points += NEIGHBOURS * self.near[sense][n]
            ranked.append((points, -n))
        ranked.sort(reverse=True)
        top, at = ranked[0]
        best = candidates[-at].entry
        for points, n in ranked[1:]:
            if top - points >= MARGIN:
                break
            if distance_km(candidates[-n].entry, best) > SAME_KM:
                return Resolution(None, UNDECIDED)
        if self._is_unsupported(sense, -at, countries, subdivisions):
            return Resolution(None, UNSUPPORTED)
        margin = top - ranked[1][0] if len(ranked) > 1 else 9.0
        return Resolution(best, None, margin)

    def _is_at_home(self, sense: _Sense, at: int, subdivisions: _Count) -> bool:
        """Whether a candidate is large, or the text speaks of its surroundings."""
        entry = self.senses[sense][at].entry
        if entry.level < 3 or entry.weight >= WELL_KNOWN or self.near[sense][at] >= 0.2:
            return True
        return subdivisions.get(entry.subdivision or "", 0.0) > 0

    def _is_unsupported(
        self, sense: _Sense, at: int, countries: _Count, subdivisions: _Count
    ) -> bool:
        """Whether a small place was chosen with nothing in the text to speak for it.

        A weak or secondary name needs another place of its surroundings, any other small place one
        of its country, where the text speaks of countries at all.
        """
        candidate = self.senses[sense][at]
        entry = candidate.entry
        if entry.level < 2 or entry.weight >= WELL_KNOWN or sense[1]:
            return False
        if subdivisions.get(entry.subdivision or "", 0.0) > 0 or self.near[sense][at] >= 0.2:
            return False
        by_name = entry.level == 2 or entry.weight < HEARD_OF
        if sense[0] in self.weak or (not candidate.main and by_name and sense[2] is None):
            return True
        elsewhere = sum(countries.values()) >= 1 and countries.get(entry.country or "", 0.0) <= 0
        return elsewhere and entry.weight < WELL_KNOWN / 2


def _share(weight: float, most: float) -> float:
    """How prominent: 1 for the most spoken of, and still some for one spoken of once."""
    return math.sqrt(max(0.0, weight) / most)


_Weights = tuple[tuple[str, float], ...]


def _speaks_of(sense: _Sense, resolution: Resolution) -> tuple[_Weights, _Weights, _Weights]:
    """What a resolved name adds to countries, subdivisions and a country's states."""
    entry = resolution.entry
    if entry is None or entry.country is None:
        return (), (), ()
    sure = 1.0 if resolution.margin >= 1 or sense[1] else 0.5
    country = ((entry.country, 1.0 if entry.kind == "country" else 0.5 * sure),)
    if entry.subdivision is None:
        return country, (), ()
    subdivision = ((entry.subdivision, sure * (1.5 if entry.level == 1 else 0.7)),)
    state = ((entry.country, sure),) if entry.level == 1 else ()
    return country, subdivision, state


def _neighbours(
    senses: Mapping[_Sense, Sequence[Candidate]], base: Mapping[_Sense, Sequence[float]]
) -> dict[_Sense, list[float]]:
    """For each candidate how many other names of the text have a candidate near it, 0 to 1.

    Each candidate counts for as likely as it is without the rest of the text. Cells of one degree,
    a cell and those around it (some 100 to 160 km): the work is linear in the number of names.
    """
    cells: defaultdict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for sense, candidates in senses.items():
        best = max(base[sense], default=0.0)
        likely = [10 ** (LIKELY_SLOPE * (points - best)) for points in base[sense]]
        total = sum(likely)
        for candidate, weight in zip(candidates, likely, strict=True):
            entry = candidate.entry
            if entry.level > 1 or entry.kind == "site":
                cell = cells[math.floor(entry.latitude), math.floor(entry.longitude)]
                cell[sense[0]] = max(cell.get(sense[0], 0.0), weight / total)
    totals = {cell: sum(names.values()) for cell, names in cells.items()}
    near: dict[_Sense, list[float]] = {}
    for sense, candidates in senses.items():
        row = []
        for candidate in candidates:
            around = _around(candidate.entry)
            own = sum(cells[c].get(sense[0], 0.0) for c in around if c in cells)
            weight = sum(totals.get(c, 0.0) for c in around) - own
            row.append(min(1.0, weight) if candidate.entry.level > 1 else 0.0)
        near[sense] = row
    return near


def _around(entry: Entry) -> list[tuple[int, int]]:
    row, column = math.floor(entry.latitude), math.floor(entry.longitude)
    return [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
