"""Names of persons: their parts, and whether two may be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.actors.data import rows, table, words
from onrecord.model import fold

_TRANSLITERATION = (
    # endings and letters that romanisations of one Cyrillic or Arabic name differ in
    (re.compile(r"(?:iy|yy|ii|ij|yj|y|i)$"), "i"),
    (re.compile(r"(?:iy|yy|ii|ij|yj|y)"), "i"),
    (re.compile(r"(?:iev|yev|jev)\b"), "ev"),
    (re.compile(r"^(?:ye|je)"), "e"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"q"), "k"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"w"), "v"),
    (re.compile(r"tch|tsh|ch"), "c"),
    (re.compile(r"sch|sh"), "s"),
    (re.compile(r"zh"), "z"),
    (re.compile(r"ee"), "i"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ae"), "e"),
    (re.compile(r"oe"), "o"),
    (re.compile(r"ue"), "u"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"['’ʼ-]"), ""),
)


@cache
def skeleton(word: str) -> str:
    """A name word with what romanisations differ in levelled: for comparing only.

    >>> skeleton("Zelensky") == skeleton("Zelenskyy") == skeleton("Zelenskiy")
    True
    >>> skeleton("Schröder") == skeleton("Schroeder")
    True
    """
    bare = fold(word)
    for pattern, level in _TRANSLITERATION:
        bare = pattern.sub(level, bare)
    return bare


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, as words of the text. `family` takes in particles."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str | None = None

    @classmethod
    def parse(cls, name: str) -> PersonName:
        """The parts of a name without titles.

        A name of one word is all family name; it may turn out to be a given one.

        >>> PersonName.parse("Ursula von der Leyen").family
        ('von', 'der', 'Leyen')
        >>> PersonName.parse("Xi Jinping").family, PersonName.parse("Kim Jong-un").given
        (('Xi',), ('Jong-un',))
        >>> PersonName.parse("Robert F. Kennedy Jr.").suffix
        'Jr.'
        """
        parts = name.replace(",", " ").split()
        suffix = None
        if len(parts) > 1 and parts[-1].lower() in words("names", "suffixes"):
            suffix = parts.pop()
        if len(parts) <= 1:
            return cls((), tuple(parts), suffix)
        if _family_first(parts):
            return cls(tuple(parts[1:]), (parts[0],), suffix)
        cut = len(parts) - 1
        particles = words("names", "particles")
        while cut > 1 and (parts[cut - 1].lower() in particles):
            cut -= 1
        if cut == 1 and parts[0].lower() in particles:  # "de Gaulle": a family name alone
            return cls((), tuple(parts), suffix)
        return cls(tuple(parts[:cut]), tuple(parts[cut:]), suffix)

    @property
    def words(self) -> tuple[str, ...]:
        """Given and family name, in that order."""
        return self.given + self.family


def _family_first(parts: list[str]) -> bool:
    """Whether the family name comes first, as in Chinese, Korean and Vietnamese names."""
    if parts[0].lower() not in words("names", "surnames_first"):
        return False
    rest = parts[1:]
    if len(parts) > 3 or any("." in p for p in rest):
        return False
    known = first_names()
    return all(fold(p) not in known for p in rest) and (
        len(rest) == 2 or "-" in rest[0] or len(rest[0]) <= 8
    )


@cache
def first_names() -> dict[str, str]:
    """Given names (folded) → `male` or `female`."""
    lists = table("first_names")
    return {fold(n): gender for gender in ("male", "female") for n in lists[gender].split()}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Short form → the full given names it stands for."""
    return {short: frozenset(full.split("|")) for short, full in rows("nicknames", 2)}


def gender_of(name: PersonName) -> str | None:
    """`male`, `female` or None, by the given name alone. For pronouns only.

    >>> gender_of(PersonName.parse("Angela Merkel"))
    'female'
    """
    for word in name.given[:1]:
        known = first_names()
        found = known.get(fold(word))
        if found is None and "-" in word:
            found = known.get(fold(word.split("-")[0]))
        return found
    return None


def same_word(one: str, other: str) -> bool:
    """Whether two name words may be spellings of one."""
    return fold(one) == fold(other) or (
        min(len(one), len(other)) > 3 and skeleton(one) == skeleton(other)
    )


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: equal, an initial, or a short form.

    >>> same_given("Bernie", "Bernard"), same_given("J.", "John"), same_given("Anna", "Maria")
    (True, True, False)
    """
    if same_word(one, other):
        return True
    a, b = fold(one).rstrip("."), fold(other).rstrip(".")
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    short = nicknames()
    if b in short.get(a, ()) or a in short.get(b, ()):
        return True
    return bool(short.get(a, frozenset()) & short.get(b, frozenset()))


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two names, each with a given name, may be one person's.

    >>> a, b = PersonName.parse("Volodymyr Zelensky"), PersonName.parse("Volodymyr O. Zelenskyy")
    >>> same_person(a, b)
    True
    >>> same_person(PersonName.parse("Bill Clinton"), PersonName.parse("Hillary Clinton"))
    False
    """
    if one.suffix and other.suffix and one.suffix.rstrip(".") != other.suffix.rstrip("."):
        return False
    if one.given and other.given and len(one.words) != len(other.words):
        short, full = sorted((one.words, other.words), key=len)
        if short == full[-len(short) :]:  # "Isgur Flores" of "Sarah Isgur Flores"
            return True
    if one.given and other.given:
        return _same_family(one, other) and same_given(one.given[0], other.given[0])
    return _same_family(one, other)


def _same_family(one: PersonName, other: PersonName) -> bool:
    a, b = one.family, other.family
    if len(a) == len(b) and all(map(same_word, a, b)):
        return True
    # "Garcia" against "Garcia Marquez" written as given + family, particles left out
    core = words("names", "particles")
    bare_a = [w for w in a if w.lower() not in core]
    bare_b = [w for w in b if w.lower() not in core]
    return bool(bare_a) and len(bare_a) == len(bare_b) and all(map(same_word, bare_a, bare_b))


def names_person(short: str, full: PersonName) -> bool:
    """Whether one word (or a family name with particles) may stand for the person.

    >>> names_person("Leyen", PersonName.parse("Ursula von der Leyen"))
    True
    >>> names_person("Salman", PersonName.parse("Mohammed bin Salman"))
    True
    """
    parts = short.split()
    family = list(full.family)
    particles = words("names", "particles")
    while parts and parts[0].lower() in particles:
        parts = parts[1:]
    while family and family[0].lower() in particles:
        family = family[1:]
    return (
        bool(parts)
        and len(parts) <= len(family)
        and (all(map(same_word, parts, family[-len(parts) :])))
    )
