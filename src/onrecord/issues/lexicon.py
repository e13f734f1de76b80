"""The words of the judge: acts and their axes, synonyms, rivals; and how a word loses its form."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from onrecord.model import fold

MORE, LESS, HOLD = 1, -1, 0  # the sides of an axis; holding undoes both others
_GAP = "*"
GAP = 4  # words that "*" may stand for
_IZE = re.compile(r"i[sz](e|es|ed|ing|ation|ations|er|ers)$")
_ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ves", ("f", "fe", "ve")),
    ("s", ("",)),
    ("es", ("",)),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
)
_MUTE = ("at", "iz", "us", "uc", "ag", "ov", "iv", "as", "if", "ur", "bl", "cl", "dl", "gl", "tl")


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word: its senses (numbers), the verbs it is made of, its base form."""

    senses: frozenset[str] = frozenset()
    verbs: tuple[str, ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """An act in words: lemmas with "*" for a gap, and the axes on which it has a side."""

    words: tuple[str, ...]
    sides: Mapping[str, int]


_ARTICLES = frozenset(("a", "an", "the"))


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """One spelling for British and American forms, folded. It need be no real word.

    >>> spelled("Recognise"), spelled("defence"), spelled("labour")
    ('recognize', 'defense', 'labor')
    """
    plain = fold(word)
    ending = _IZE.search(plain)
    if ending is not None:
        always = plain[: ending.start()] + "ise" in _ise()
        plain = plain[: ending.start()] + ("is" if always else "iz") + ending[1]
    if plain.endswith("our") and len(plain) > 5:
        return plain[:-3] + "or"
    return {"defence": "defense", "licence": "license", "programme": "program"}.get(plain, plain)


@cache
def _ise() -> frozenset[str]:
    return frozenset(lists()["ise"])


@cache
def _text(name: str) -> str:
    return resources.files("onrecord.issues").joinpath(name).read_text(encoding="utf-8")


@cache
def lists() -> dict[str, Any]:
    """The file of small word lists."""
    return tomllib.loads(_text("words.toml"))


@cache
def word_table() -> dict[str, Word]:
    """Every word of the table by its one spelling."""
    table: dict[str, Word] = {}
    for line in _text("words.tsv").splitlines():
        if line.startswith("#"):
            continue
        word, senses, made = line.split("\t")
        parts = made.split()
        base = next((p[1:] for p in parts if p.startswith("=")), None)
        verbs = tuple(p for p in parts if not p.startswith("="))
        table[spelled(word)] = Word(frozenset(senses.split()), verbs, base)
    return table


@cache
def _known() -> frozenset[str]:
    acts = {w for p in _all_patterns() for w in p.words}
    things = {
        spelled(w)
        for line in _sets("nouns.txt")
        for x in line[0]
        for w in x.split()
        if w[-1] != "s"
    }
    return frozenset(word_table()) | acts | things


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The base form of a word in its one spelling; a word that is not known keeps its form.

    >>> lemma("deploying"), lemma("sanctions"), lemma("left"), lemma("taxes")
    ('deploy', 'sanction', 'leave', 'tax')
    """
    plain = spelled(word)
    if plain in word_set("whole"):
        return plain
    entry = word_table().get(plain)
    if entry is not None and entry.base:
        return entry.base
    return _stripped(plain) or _guessed(plain)


def _stripped(plain: str) -> str | None:
    """The word of our lists that a word is a form of."""
    for ending, replacements in _ENDINGS:
        if not plain.endswith(ending) or len(plain) - len(ending) < 2:
            continue
        if ending == "s" and plain.endswith(("ss", "us", "is")):
            continue
        stem = plain[: -len(ending)]
        if stem[-2:-1] == stem[-1:] and ending in ("ing", "ed") and stem[:-1] in _known():
            return stem[:-1] if stem not in _known() else stem  # "bann-ing"
        preferred = ("e", "") if ending in ("ing", "ed") else ("",)
        for more in replacements if ending not in ("ing", "ed") else preferred:
            if stem + more in _known():
                return stem + more
    return None


def _guessed(plain: str) -> str:
    """The base form of a word that no list has."""
    if plain.endswith("men") and len(plain) > 5:
        return plain[:-2] + "an"
    if plain.endswith("s") and len(plain) > 4 and not plain.endswith(("ss", "us", "is", "as")):
        return plain[:-3] + "y" if plain.endswith("ies") else plain[:-1]
    if plain.endswith("ing") and len(plain) > 6:  # a verb of no list
        return plain[:-3] + ("e" if plain[:-3].endswith(_MUTE) else "")
    return plain


@cache
def _sets(name: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The sets of words of a file: of each line its two sides, of each side its expressions."""
    found = []
    for line in _text(name).splitlines():
        if line and not line.startswith("#"):
            found.append(tuple(tuple(side.strip().split("|")) for side in line.split("<>")))
    return tuple(found)


def _verb(phrase: str) -> tuple[str, ...]:
    words = tuple(spelled(w) for w in phrase.split())
    return words[1:] if words[0] in _ARTICLES else words


@cache
def verb_sets() -> dict[str, frozenset[str]]:
    """Of each act of the verb sets, the names of those that it is in: acts that share one agree."""
    found: dict[str, set[str]] = {}
    for number, line in enumerate(_sets("verbs.txt")):
        for side, phrases in enumerate(line):
            for phrase in phrases:
                found.setdefault(" ".join(_verb(phrase)), set()).add(f"v{number}{'-' * side}")
    return {act: frozenset(names) for act, names in found.items()}


@lru_cache(maxsize=65536)
def sets_of(act: str) -> frozenset[str]:
    """The verb sets of an act, or of the verbs that its noun is made of ("sale": those of sell)."""
    own = verb_sets().get(act)
    entry = word_table().get(act)
    if own is not None or entry is None:
        return own or frozenset()
    return frozenset().union(*(verb_sets().get(verb, frozenset()) for verb in entry.verbs))


@cache
def antonyms() -> dict[str, frozenset[str]]:
    """Of each word its antonyms in some sense, both ways."""
    found: dict[str, set[str]] = {}
    for line in _text("antonyms.tsv").splitlines():
        if not line.startswith("#"):
            word, others = line.split("\t")
            for other in others.split():
                found.setdefault(spelled(word), set()).add(spelled(other))
                found.setdefault(spelled(other), set()).add(spelled(word))
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _all_patterns() -> tuple[Pattern, ...]:
    sides: dict[tuple[str, ...], dict[str, int]] = {}
    for number, line in enumerate(_sets("verbs.txt")):
        for phrases, side in zip(line, (MORE, LESS), strict=False):
            for phrase in phrases:
                sides.setdefault(_verb(phrase), {}).update({f"v{number}": side} if line[1:] else {})
    for axis in tomllib.loads(_text("acts.toml"))["axis"]:
        for name, side in (("less", LESS), ("hold", HOLD), ("more", MORE)):
            for phrase in axis.get(name, ()):
                words = tuple(spelled(w) for w in phrase.split())
                sides.setdefault(words, {})[axis["name"]] = side
    for words, side in _states():
        sides.setdefault(words, {}).setdefault("state", side)
    _inherit(sides)
    return tuple(Pattern(words, of) for words, of in sides.items())


def _states() -> Iterator[tuple[tuple[str, ...], int]]:
    """What keeps or makes a thing so: "keep … open"."""
    for name, side in (("states_less", LESS), ("states_more", MORE)):
        for state in lists()[name]:
            for verb in ("keep", "make", "leave", "hold", "render", "declare"):
                yield (verb, _GAP, spelled(state)), side


def _inherit(sides: dict[tuple[str, ...], dict[str, int]]) -> None:
    """Acts of a verb set that are on no axis get the sides that most of the set are on."""
    given: dict[tuple[str, ...], dict[str, int]] = {}
    for line in _sets("verbs.txt"):
        for phrases in line:
            acts = [_verb(phrase) for phrase in phrases]
            sided = [sides[act] for act in acts if sides[act]]
            found = Counter((axis, side) for one in sided for axis, side in one.items())
            shared = {axis: side for (axis, side), n in found.items() if 2 * n > len(sided) > 1}
            for act in acts:
                if not sides[act]:
                    given.setdefault(act, {}).update(shared)
    for act, some in given.items():
        sides[act].update(some)


@cache
def things() -> dict[str, frozenset[str]]:
    """The axes that have things of their own: a verb that is done to one is on such an axis."""
    axes = tomllib.loads(_text("acts.toml"))["axis"]
    return {
        axis["name"]: frozenset(lemma(w) for w in axis["things"])
        for axis in axes
        if "things" in axis
    }


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """The acts by their first word, longest first."""
    found: dict[str, list[Pattern]] = {}
    for pattern in _all_patterns():
        found.setdefault(pattern.words[0], []).append(pattern)
    return {
        first: tuple(
            sorted(some, key=lambda p: (-len(p.words), p.words[-1] in word_set("empty"), p.words))
        )
        for first, some in found.items()
    }


@cache
def operators() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Words before another act by their first word, longest first: lemmas and their sign."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, sign in (("against", -1), ("along", 1)):
        for phrase in lists()[name]:
            words = tuple(spelled(w) for w in phrase.split())
            found.setdefault(words[0], []).append((words, sign))
    return {k: tuple(sorted(v, key=lambda x: (-len(x[0]), x))) for k, v in found.items()}


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the lists of single words, each in its one spelling."""
    return frozenset(spelled(w) for w in lists()[name])


@cache
def synonyms() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Expressions by their first lemma: their lemmas and the name of the thing."""
    return _expressions("synonyms", "y")


@cache
def rivals() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Expressions by their first lemma: their lemmas and the set in which they are rivals."""
    return _expressions("rivals", "r")


def _expressions(name: str, mark: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    lines = [tuple(line.split("|")) for line in lists()[name]]
    lines += [line[0] for line in _sets("nouns.txt")] if name == "synonyms" else []
    for number, phrases in enumerate(lines):
        for phrase in phrases:
            words = tuple(lemma(w) for w in re.findall(r"[^\s]+", phrase))
            entry = (words, f"{mark}{number}")
            if entry not in found.setdefault(words[0], []):
                found[words[0]].append(entry)
    return {k: tuple(sorted(v, key=lambda e: (-len(e[0]), e))) for k, v in found.items()}


def sense_ids(word: str) -> frozenset[str]:
    """What a lemma may mean, as names that other words may share; verbs that it is made of."""
    entry = word_table().get(word)
    if entry is None:
        return frozenset((word,))
    return frozenset((word, *("s" + s for s in entry.senses), *entry.verbs))


@lru_cache(maxsize=65536)
def meanings(expression: str) -> frozenset[str]:
    """What an expression of lemmas may mean: senses of a single word, synonyms of ours."""
    words = tuple(expression.split())
    names = {name for some, name in synonyms().get(words[0], ()) if some == words}
    return frozenset(names) | (sense_ids(words[0]) if len(words) == 1 else frozenset())
