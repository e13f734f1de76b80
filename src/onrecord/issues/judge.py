"""Whether two labels name the same act, acts that undo one another, or different acts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.issues.encoder import Encoder, Vectors
from onrecord.issues.lexicon import (
    antonyms,
    meanings,
    operators,
    sets_of,
    word_set,
    word_table,
)
from onrecord.issues.phrase import Act, Country, Phrase, Reading, read_phrase
from onrecord.issues.vagueness import names_nothing

SAME, OPPOSITE, DIFFERENT = "same", "opposite", "different"

NEAR = 0.6  # theme likeness from which acts of opposite sides are opposites
WIDE = 8  # axes; a verb on more of them says little by itself
ALIKE = 0.2  # likeness that two verbs of one side must have, if no list has them as one act
UNLIKE = 0.25  # cosine of two words that have nothing in common
SYNONYM = 0.95  # likeness by vectors alone is never the whole
KIN = 0.45  # likeness that some common words must have: not “cut aid to Egypt”, “cut trade with …”
FLOOR = 0.3  # how much of each theme must be found in the other
"""Tuned, as the weights are, on the dev pairs of `tests/cases` and on the labels of two coders."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two labels are related, how sure (0 to 1: that they are the same, or opposites), why."""

    relation: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against two phrases being one act; all of it 0 to 1."""

    whole: float  # cosine of the two labels
    least: float  # how much of the theme is found in the other's, of the one worse covered
    most: float  # the same of the one better covered
    act: str  # as `acts` says
    word: bool  # whether both have the same verb
    things: bool  # whether they are done to different things
    special: bool  # one says all that the other says, and more: "raise taxes (on tobacco)"


def features(e: Evidence) -> tuple[float, ...]:
    """The numbers that the likelihood of sameness is made of."""
    return (1.0, e.whole, e.least, e.most, float(e.act == "same"), float(e.word), float(e.special))


WEIGHTS = (-5.17, 3.47, 5.52, 1.19, 0.95, -3.24, -0.33)
"""Of `features`, by logistic regression (L2 .3) on the dev pairs of `tests/cases`, those of
`phrases_cross.tsv` at a weight of .3, and two coders' labels, at .5 where they mean the same."""


def clash(a: Phrase, b: Phrase) -> str | None:
    """Why the two cannot be one act whatever their verbs, None where nothing tells them apart.

    Names, years, numbers and rivals (“tanks”, “jets”) clash where each has one the other lacks.
    """
    if _names_clash(a, b):
        return "different names"
    if bool(a.names) != bool(b.names) and not _named_by_kind(a, b) and not _detailed(a, b):
        return "one alone names whom or what"
    for mine, other, what in ((a.years, b.years, "years"), (a.numbers, b.numbers, "numbers")):
        if mine and other and not mine & other:
            return f"different {what}"
    if _vague(a, b):
        return "too vague to tell"
    for name, members in a.rivals.items():
        others = b.rivals.get(name)
        if others and not members & others and not _shared(members, others):
            return "different things: " + ", ".join(sorted(members | others))
    return None


def _vague(a: Phrase, b: Phrase) -> bool:
    """Whether both are of things that every document has, in other words: a deal, an agreement."""
    x, y = a.readings[-1].theme, b.readings[-1].theme
    return set(x) != set(y) and bool(x and y) and word_set("vague").issuperset(x + y)


def _names_clash(a: Phrase, b: Phrase) -> bool:
    mine = [name for name, n in a.names.items() if n > b.names.get(name, 0)]
    others = [name for name, n in b.names.items() if n > a.names.get(name, 0)]
    if not mine or not others:
        return False
    for some, rest in ((mine, others), (others, mine)):
        initials = "".join(name[0] for name in rest)
        if any(len(name) > 1 and name in initials for name in some):
            return False  # "Islamic State", "IS"
    return True


def _detailed(a: Phrase, b: Phrase) -> bool:
    """Whether the phrase without names says enough to be known again in the other."""
    named, plain = (a, b) if a.names else (b, a)
    return any(
        len(y.theme) >= 3 and covered(y, x) == 1 for x in named.readings for y in plain.readings
    )


def _named_by_kind(a: Phrase, b: Phrase) -> bool:
    """Whether all names of the one are words for a kind in the other ("National Assembly")."""
    named, other = (a, b) if a.names else (b, a)
    meant = frozenset().union(*(ids for r in other.readings for ids in r.ids))
    return all(name in meant for name in named.names)


def _shared(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether members of the two sets are synonyms after all."""
    return any(meanings(x) & meanings(y) for x in a for y in b)


def acts(a: Act, b: Act) -> str:
    """How two acts go together.

    same, opposite; alike: on the same sides, but no list has them as one act; against: their
    general sense differs; unsure: lists disagree; apart: both are known and share no axis;
    unknown: one is a verb that no list has.
    """
    if a.lemma == b.lemma:
        return "same" if a.turned == b.turned else "opposite"
    shared = [axis for axis in a.sides if axis in b.sides]
    sides = [a.sides[axis] == b.sides[axis] for axis in shared]
    listed = _listed(a, b, sides)
    if listed is not None:
        return listed
    mine, other = word_table().get(a.lemma), word_table().get(b.lemma)
    if a.turned == b.turned and _undone(a.lemma, b.lemma):
        return "opposite"
    if mine and other and mine.senses & other.senses:
        return "alike" if a.turned == b.turned else "opposite"
    if a.sign and b.sign and a.sign != b.sign:
        return "against"
    return "apart" if a.sides and b.sides else "unknown"


def _listed(a: Act, b: Act, sides: Sequence[bool]) -> str | None:
    """What the verb sets and the axes say; `sides`: of each axis of both, whether they agree."""
    turned = a.turned != b.turned
    bare = not turned and {a.lemma, b.lemma} <= word_set("bearing")
    if not sets_of(a.lemma).isdisjoint(sets_of(b.lemma)):
        if turned:
            return "unsure" if any(sides) else "opposite"
        return "same" if all(sides) else "alike" if any(sides) else "unsure"
    if bare and all(sides):
        return "same"
    if sides:
        return "alike" if all(sides) else "unsure" if any(sides) else "opposite"
    light = a.lemma in word_set("light") or b.lemma in word_set("light")
    return "unknown" if light and not turned and min(a.sign, b.sign) >= 0 else None


Likeness = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Match:
    """How much of each theme is found in the other, 0 to 1."""

    first: float
    second: float
    common: float  # the best match between words that are no names, 1 where a theme has none
    contrary: bool  # whether a word left over in one is an antonym of one left over in the other


def match(a: Reading, b: Reading, likeness: Likeness) -> Match:
    """Each word with the one that is likest in the other theme.

    1 where two may mean the same by the lists, else what `likeness` says of them. A theme
    without words is found in any other.
    """
    rows = [
        [1.0 if mine & other else likeness(x, y) for y, other in zip(b.theme, b.ids, strict=True)]
        for x, mine in zip(a.theme, a.ids, strict=True)
    ]
    best_a = [max(row, default=0.0) for row in rows]
    best_b = [max(column) for column in zip(*rows, strict=True)] or [0.0] * len(b.theme)
    contrary = any(
        y in antonyms().get(x, ())
        for x, p in zip(a.theme, best_a, strict=True)
        if p < 1
        for y, q in zip(b.theme, best_b, strict=True)
        if q < 1
    )
    common = [
        p
        for row, plain in zip(rows, a.common, strict=True)
        for p, other in zip(row, b.common, strict=True)
        if plain and other
    ]
    return Match(
        _mean(a.weights, best_a),
        _mean(b.weights, best_b),
        max(common, default=1.0),
        contrary,
    )


def _mean(weights: Sequence[float], best: Sequence[float]) -> float:
    if not weights:
        return 1.0
    return sum(w * p for w, p in zip(weights, best, strict=True)) / sum(weights)


def _equal(a: str, b: str) -> float:
    return float(a == b)


def covered(a: Reading, b: Reading) -> float:
    """Share of the words of a theme that the other one has by the lists; 1 where it has none."""
    return match(a, b, _equal).first


def _special(a: Reading, b: Reading) -> bool:
    mine, other = set(a.theme), set(b.theme)
    return a.act.lemma == b.act.lemma and (mine < other or other < mine)


def _nested(a: Reading, b: Reading) -> bool:
    """Whether the act of one is a thing in the other: "ban travel", "keep the travel ban away"."""
    return a.act.lemma in word_set("turning") and a.act.lemma in b.theme


def _turns(a: Reading, b: Reading) -> bool:
    """Whether one theme alone has a noun that turns round: "lift the fishing ban"."""
    return not word_set("turning").isdisjoint(set(a.theme) ^ set(b.theme))


_UNDOING = ("un", "de", "dis", "in", "non")


def _undone(a: str, b: str) -> bool:
    """Whether one verb undoes the other: by WordNet, or by a prefix ("criminalise")."""
    if b in antonyms().get(a, ()):
        return True
    short, long = sorted((a, b), key=len)
    return len(short) > 2 and any(long in (p + short, p + "-" + short) for p in _UNDOING)


def _wide(a: Act, b: Act) -> bool:
    """Whether one verb goes with so many things that it says little: "keep"."""
    return a.lemma != b.lemma and max(len(a.sides), len(b.sides)) > WIDE


def _stops(a: Act, b: Act) -> bool:
    """Whether one act stops what the other furthers: "stop the cull", "expand the cull"."""
    return sorted((_operator(a), _operator(b))) == [-1, 1]


def _operator(act: Act) -> int:
    words = tuple(act.lemma.split())
    signs = [sign for some, sign in operators().get(words[0], ()) if some == words] if words else []
    return signs[0] * act.turned if len(signs) == 1 else 0


def _paired(a: Phrase, b: Phrase) -> list[tuple[Reading, Reading]]:
    """The readings to compare: like with like where both phrases have two."""
    if len(a.readings) == len(b.readings):
        return list(zip(a.readings, b.readings, strict=True))
    return [(x, y) for x in a.readings for y in b.readings]


class Judge:
    """Compares labels. `country` tells which words name one country (“Kyiv”, “Ukrainian”)."""

    def __init__(self, encoder: Encoder, country: Country | None = None) -> None:
        self._encoder = encoder
        self._given: dict[str, Vectors] = {}
        self.phrase = lru_cache(maxsize=200_000)(lambda label: read_phrase(label, country))
        # Words one by one: int8 weights give a text slightly other numbers in another batch.
        self._word = lru_cache(maxsize=50_000)(lambda word: encoder.encode([word])[0])
        self._alike = lru_cache(maxsize=400_000)(self.likeness)

    def vectors(self, labels: Sequence[str]) -> Vectors:
        """Unit vectors of the labels, (n, d), float32: to look for candidates with."""
        if not self._given:
            return self._encoder.encode(labels)
        missing = [x for x in labels if x not in self._given]
        found = dict(zip(missing, self._encoder.encode(missing), strict=True))
        return np.stack([self._given[x] if x in self._given else found[x] for x in labels])

    def give(self, label: str, vector: Vectors) -> None:
        """Takes a label's vector, (d,), as it was stored: the label is not encoded again."""
        self._given[label] = vector

    def prepare(self, labels: Sequence[str]) -> None:
        """Encodes labels in batches, which is quicker than one by one."""
        self._encoder.encode([x for x in labels if x not in self._given])

    def clash(self, a: str, b: str) -> str | None:
        """Why two labels cannot be one act whatever their verbs; None where nothing says so."""
        return clash(self.phrase(a), self.phrase(b))

    def may_undo(self, a: str, b: str) -> bool:
        """Whether the acts of two labels point opposite ways in some reading."""
        if self.phrase(a).folded == self.phrase(b).folded:
            return False
        pairs = _paired(self.phrase(a), self.phrase(b))
        return any(acts(x.act, y.act) in ("opposite", "against", "unsure") for x, y in pairs)

    def vague(self, label: str) -> bool:
        """Whether a label says too little to be the same act in two texts."""
        return names_nothing(self.phrase(label))

    def keys(self, label: str) -> tuple[str, ...]:
        """What the words of a label may mean: labels that share no key are never the same act."""
        found = dict.fromkeys(
            key for r in self.phrase(label).readings for ids in r.ids for key in sorted(ids)
        )
        return tuple(found) or (label,)

    def likeness(self, a: str, b: str) -> float:
        """How alike two words are by their vectors, 0 to 1 (`UNLIKE` counts as nothing)."""
        cosine = float(self._word(a) @ self._word(b))
        return min(SYNONYM, max(0.0, (cosine - UNLIKE) / (1 - UNLIKE)))

    def evidence(self, a: str, b: str) -> list[Evidence]:
        """What speaks for sameness, for each pair of readings."""
        one, two = self.phrase(a), self.phrase(b)
        v = self.vectors([a, b])
        whole = float(v[0] @ v[1])
        return [self._weighed(x, y, whole) for x, y in _paired(one, two)]

    def _weighed(self, x: Reading, y: Reading, whole: float) -> Evidence:
        found = match(x, y, self._alike)
        least, most = sorted((found.first, found.second))
        kind = self._settled(acts(x.act, y.act), x, y, least)
        things = found.contrary or found.common < KIN
        word = x.act.lemma == y.act.lemma
        return Evidence(whole, least, most, kind, word, things, _special(x, y))

    def _settled(self, kind: str, x: Reading, y: Reading, least: float) -> str:
        """How two acts go together in view of what they are done to."""
        if kind == "opposite":
            return "against" if _turns(x, y) else kind
        if kind == "against":
            return "opposite" if least == 1 and _stops(x.act, y.act) else kind
        if kind not in ("same", "alike"):
            return kind
        if _nested(x, y) or _nested(y, x):
            return "unsure"
        if kind == "same":
            return kind
        if least < 1 and _wide(x.act, y.act):
            return "unsure"
        return kind if self._verbs(x.act, y.act) >= ALIKE else "unknown"

    def _verbs(self, a: Act, b: Act) -> float:
        if a.lemma == b.lemma:
            return 1.0
        return self._alike(a.lemma.replace("* ", ""), b.lemma.replace("* ", ""))

    def compare(self, a: str, b: str) -> Verdict:
        """The relation of two labels; symmetric."""
        one, two = self.phrase(a), self.phrase(b)
        if one.folded == two.folded:
            return Verdict(SAME, 1.0, "the same words")
        reason = clash(one, two)
        if reason is not None:
            return Verdict(DIFFERENT, 0.0, reason)
        evidence = self.evidence(a, b)
        turned = [_theme(e) for e in evidence if e.act == "opposite"]
        if turned:
            relation = OPPOSITE if max(turned) >= NEAR else DIFFERENT
            return Verdict(relation, max(turned), "the acts undo one another")
        if any(e.act == "against" for e in evidence):
            return Verdict(DIFFERENT, 0.0, "the acts may undo one another")
        evidence = [e for e in evidence if e.act in ("same", "alike")]
        if not evidence:
            return Verdict(DIFFERENT, 0.0, "other acts")
        evidence = [e for e in evidence if e.least >= FLOOR and not e.things]
        if not evidence:
            return Verdict(DIFFERENT, 0.0, "done to different things")
        score = max(likelihood(e) for e in evidence)
        if score >= 0.5:
            return Verdict(SAME, score, "the same act")
        return Verdict(DIFFERENT, score, "not alike enough")


def _theme(e: Evidence) -> float:
    return (e.least + e.most + 2 * e.whole) / 4


def likelihood(e: Evidence) -> float:
    """Of sameness, by the weights."""
    total = sum(w * x for w, x in zip(WEIGHTS, features(e), strict=True))
    return 1 / (1 + math.exp(-total))


__all__ = ["DIFFERENT", "OPPOSITE", "SAME", "Judge", "Verdict"]
