"""Whether two labels name the same act, acts that undo one another, or different acts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.issues.encoder import Encoder, Vectors
from onrecord.issues.lexicon import meanings, operators, word_set, word_table
from onrecord.issues.phrase import Act, Country, Phrase, Reading, read_phrase
from onrecord.model import fold

SAME, OPPOSITE, DIFFERENT = "same", "opposite", "different"

NEAR = 0.6  # theme likeness from which acts of opposite sides are opposites
MOSTLY = 0.6  # share of the words of each theme that the other must have, then
WIDE = 8  # axes; a verb on more of them says little by itself
ALIKE = 0.75  # cosine that two labels must have where one verb is on no list
FLOOR = 0.3  # share of the words of each theme that the other must have
"""Tuned, as the weights are, on the dev half of our pairs and on the labels of two coders."""


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
    least: float  # share of the themes' words found in the other, of the one worse covered
    most: float  # the same of the one better covered
    act: str  # as `acts` says
    things: bool  # whether they are done to different things
    special: bool  # one says all that the other says, and more: "raise taxes (on tobacco)"


def features(e: Evidence) -> tuple[float, ...]:
    """The numbers that the likelihood of sameness is made of."""
    same = float(e.act == "same")
    return (1.0, e.whole, e.least, e.most, same * e.whole, float(e.special))


WEIGHTS = (-8.31, 4.52, 6.3, 2.6, 2.45, -4.08)
"""Of `features`, by logistic regression (L2 .05) on the pairs for tuning and two coders' labels."""


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

    same or opposite; against: their general sense differs; unsure: same on one axis, opposite on
    another; apart: both are known and share no axis; unknown: one is a verb that no list has.
    """
    if a.lemma == b.lemma:
        return "same" if a.turned == b.turned else "opposite"
    shared = [axis for axis in a.sides if axis in b.sides]
    alike = sum(a.sides[axis] == b.sides[axis] for axis in shared)
    light = (a.lemma in word_set("light") or b.lemma in word_set("light")) and a.turned == b.turned
    if light and not shared and min(a.sign, b.sign) >= 0:
        return "unknown"
    if shared:
        if alike == len(shared):
            return "same"
        return "opposite" if not alike else "unsure"
    mine, other = word_table().get(a.lemma), word_table().get(b.lemma)
    if mine and other and mine.senses & other.senses:
        return "same" if a.turned == b.turned else "opposite"
    if a.sign and b.sign and a.sign != b.sign:
        return "against"
    return "apart" if a.sides and b.sides else "unknown"


def covered(a: Reading, b: Reading) -> float:
    """Share of the words of a theme that the other one has in some form; 1 where it has none."""
    if not a.ids:
        return 1.0
    return sum(any(mine & other for other in b.ids) for mine in a.ids) / len(a.ids)


def _special(a: Reading, b: Reading) -> bool:
    mine, other = set(a.theme), set(b.theme)
    return a.act.lemma == b.act.lemma and (mine < other or other < mine)


def _other_things(a: Reading, b: Reading) -> bool:
    """Whether the two share names alone: "cut aid to Egypt", "cut trade with Egypt"."""
    if not a.common or not b.common:
        return False
    return not any(mine & other for mine in a.common for other in b.common)


def _nested(a: Reading, b: Reading) -> bool:
    """Whether the act of one is a thing in the other: "ban travel", "keep the travel ban away"."""
    return a.act.lemma in word_set("turning") and a.act.lemma in b.theme


def _turns(a: Reading, b: Reading) -> bool:
    """Whether one theme alone has a noun that turns round: "lift the fishing ban"."""
    return not word_set("turning").isdisjoint(set(a.theme) ^ set(b.theme))


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
        self.phrase = lru_cache(maxsize=200_000)(lambda label: read_phrase(label, country))

    def vectors(self, labels: Sequence[str]) -> Vectors:
        """Unit vectors of the labels, (n, d): to look for candidates with."""
        return self._encoder.encode(labels)

    def clash(self, a: str, b: str) -> str | None:
        """Why two labels cannot be one act whatever their verbs; None where nothing says so."""
        return clash(self.phrase(a), self.phrase(b))

    def may_undo(self, a: str, b: str) -> bool:
        """Whether the acts of two labels point opposite ways in some reading."""
        if fold(a) == fold(b):
            return False
        pairs = _paired(self.phrase(a), self.phrase(b))
        return any(acts(x.act, y.act) in ("opposite", "against", "unsure") for x, y in pairs)

    def keys(self, label: str) -> tuple[str, ...]:
        """What the words of a label may mean: labels that share no key are never the same act."""
        found = dict.fromkeys(
            key for r in self.phrase(label).readings for ids in r.ids for key in sorted(ids)
        )
        return tuple(found) or (label,)

    def evidence(self, a: str, b: str) -> list[Evidence]:
        """What speaks for sameness, for each pair of readings."""
        one, two = self.phrase(a), self.phrase(b)
        v = self._encoder.encode([a, b])
        whole = float(v[0] @ v[1])
        found = []
        for x, y in _paired(one, two):
            least, most = sorted((covered(x, y), covered(y, x)))
            kind, other = acts(x.act, y.act), _other_things(x, y)
            if kind == "opposite" and _turns(x, y):
                kind = "against"
            elif kind == "same" and (_nested(x, y) or _nested(y, x)):
                kind = "unsure"
            elif kind == "same" and x.act.lemma == y.act.lemma and most <= 0.5:
                other = True  # "ban smoking in cars", "ban smoking in parks"
            elif kind == "same" and least < 1 and _wide(x.act, y.act):
                kind = "unsure"
            elif kind == "against" and least == 1 and _stops(x.act, y.act):
                kind = "opposite"
            found.append(Evidence(whole, least, most, kind, other, _special(x, y)))
        return found

    def compare(self, a: str, b: str) -> Verdict:
        """The relation of two labels; symmetric."""
        if fold(a) == fold(b):
            return Verdict(SAME, 1.0, "the same words")
        one, two = self.phrase(a), self.phrase(b)
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
        evidence = [
            e
            for e in evidence
            if e.act == "same" or (e.act == "unknown" and e.whole >= ALIKE and e.least >= MOSTLY)
        ]
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
