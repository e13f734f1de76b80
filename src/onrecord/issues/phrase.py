"""What a label says: the act with its side, what it is done to, which names and numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.issues.lexicon import (
    GAP,
    Pattern,
    lemma,
    lists,
    operators,
    patterns,
    rivals,
    sense_ids,
    spelled,
    synonyms,
    things,
    word_set,
    word_table,
)
from onrecord.model import fold

Country = Callable[[str], str | None]
"""A name, adjective or capital → a key of its country, None where it is no such word."""


def country_words(forms: Iterable[tuple[str, Iterable[str]]]) -> Country:
    """What tells the words of countries: made of keys with their names, adjectives, capitals.

    A word of several countries is of none, unless it comes first of one alone.

    >>> country = country_words([("UA", ["Ukraine", "Ukrainian", "Kyiv"])])
    >>> country("Kyiv"), country("Lviv")
    ('UA', None)
    """
    keys: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    for key, words in forms:
        for n, word in enumerate(words):
            keys.setdefault(fold(word), set()).add(key)
            if not n:
                first.setdefault(fold(word), key)
    table = {w: min(k) for w, k in keys.items() if len(k) == 1} | first
    return lambda word: table.get(fold(word))


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|(?:[^\W\d_]\.){2,}|\w[\w'’-]*\w|\w|%")
_AFTER = frozenset(("of", "on", "for", "to", "in", "into", "against", "with", "between", "from"))
_NOMINAL = re.compile(r"(tion|sion|ment|al|ance|ence|ing|ure|ship|sis)s?$")


@dataclass(frozen=True, slots=True)
class Act:
    """The verb of a phrase: its lemma, its side on each axis, its general sign (0 unclear)."""

    lemma: str
    sides: Mapping[str, int]
    turned: int  # -1 where words before it turn it round ("stop funding"), else 1
    sign: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a phrase: its act, and the words for what it is done to."""

    act: Act
    theme: tuple[str, ...]
    ids: tuple[frozenset[str], ...]  # of each word of the theme, what it may mean
    common: tuple[bool, ...]  # of each, whether it is no name
    weights: tuple[float, ...]  # of each, how much of what is said hangs on it


@dataclass(frozen=True, slots=True)
class Phrase:
    """A label read: its readings, the likelier first, its names and numbers.

    There is a second reading where words of the act may also be what it is done to: “end
    capital punishment” is to end a thing, or not to punish.
    """

    label: str
    folded: str
    readings: tuple[Reading, ...]
    names: Mapping[str, int]
    numbers: frozenset[float]
    years: frozenset[int]
    rivals: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    lemma: str
    first: bool


def tokens_of(label: str) -> list[_Token]:
    """The words of a label, numbers and percent signs among them."""
    found: list[_Token] = []
    for match in _TOKEN.finditer(label.replace("’", "'")):
        text = match[0]
        if text.endswith("'s"):
            text = text[:-2]
        if text:
            found.append(_Token(text, lemma(text.strip(".") if len(text) > 2 else text), not found))
    return found


def read_phrase(label: str, country: Country | None = None) -> Phrase:
    """What a label says, by word lists alone.

    >>> p = read_phrase("stop funding the World Health Organization")
    >>> r = p.readings[0]
    >>> r.act.lemma, r.act.turned, r.theme
    ('fund', -1, ('world', 'health', 'organization'))
    """
    tokens = tokens_of(label)
    names, keyed = _names(tokens, country)
    expressions = _expressions_at(tokens, synonyms())
    readings = []
    for deep in (True, False):
        act, used = _act(tokens, deep=deep)
        kept = _kept(tokens, used, keyed)
        ids = tuple(
            sense_ids(tokens[i].lemma) | expressions.get(i, frozenset()) | keyed.get(i, frozenset())
            for i in kept
        )
        act = _narrowed(act, frozenset(tokens[i].lemma for i in kept))
        common = tuple(i not in keyed for i in kept)
        theme = tuple(tokens[i].lemma for i in kept)
        reading = Reading(act, theme, ids, common, _weights(tokens, kept, expressions))
        if (kept or not deep) and reading not in readings:
            readings.append(reading)
    years, numbers = _numbers(tokens)
    return Phrase(
        label=label,
        folded=fold(label),
        readings=tuple(readings),
        names=names,
        numbers=numbers,
        years=years,
        rivals=_rivals(tokens, kept),
    )


PALE = 0.4  # weight of a word that says little ("new", "number")


def _weights(
    tokens: list[_Token], kept: list[int], expressions: Mapping[int, frozenset[str]]
) -> tuple[float, ...]:
    """Words that say little weigh little; the words of one expression weigh as one."""
    found = []
    for k, i in enumerate(kept):
        beside = [kept[n] for n in (k - 1, k + 1) if 0 <= n < len(kept)]
        names = expressions.get(i, frozenset())
        parts = 1 + sum(bool(names & expressions.get(n, frozenset())) for n in beside)
        found.append((PALE if tokens[i].lemma in word_set("pale") else 1.0) / parts)
    return tuple(found)


def _kept(
    tokens: list[_Token], used: frozenset[int], keyed: Mapping[int, frozenset[str]]
) -> list[int]:
    empty = word_set("empty")
    return [
        i
        for i, t in enumerate(tokens)
        if i not in used and (t.lemma not in empty or i in keyed) and not t.text[0].isdigit()
    ]


def _match(tokens: list[_Token], at: int, pattern: tuple[str, ...]) -> tuple[int, ...] | None:
    """The places of a pattern's words from `at` on, its gap as short as can be."""
    places: list[int] = []
    i, k = at, 0
    while k < len(pattern):
        if pattern[k] == "*":
            wanted = pattern[k + 1]
            for j in range(i + 1, min(i + GAP + 2, len(tokens))):
                if wanted in (tokens[j].lemma, spelled(tokens[j].text)):
                    i = j
                    break
            else:
                return None
            k += 1
            continue
        if i >= len(tokens) or pattern[k] not in (tokens[i].lemma, spelled(tokens[i].text)):
            return None
        places.append(i)
        i += 1
        k += 1
        if k < len(pattern) and pattern[k] not in ("*", "the", "a", "an"):
            while i < len(tokens) and tokens[i].lemma in ("the", "a", "an"):
                i += 1
    return tuple(places)


def _longest(tokens: list[_Token], at: int) -> tuple[Pattern, tuple[int, ...]] | None:
    for first in dict.fromkeys((tokens[at].lemma, spelled(tokens[at].text))):
        for pattern in patterns().get(first, ()):
            places = _match(tokens, at, pattern.words)
            if places is not None:
                return pattern, places
    return None


def _nominal(tokens: list[_Token], at: int) -> tuple[str, Mapping[str, int]] | None:
    """The act that a noun of action names: "deployment" → deploy."""
    entry = word_table().get(tokens[at].lemma)
    for verb in entry.verbs if entry else ():
        for pattern in patterns().get(verb, ()):
            if len(pattern.words) == 1:
                return verb, pattern.sides
    return None


def _act(tokens: list[_Token], *, deep: bool) -> tuple[Act, frozenset[int]]:
    """The act and the places of its words, those that turn it round among them."""
    used: set[int] = set()
    at, turned = 0, 1
    while at < len(tokens) and tokens[at].lemma in ("to", "the", "a", "an", "not", "never"):
        turned = -turned if tokens[at].lemma in ("not", "never") else turned
        used.add(at)
        at += 1
    if deep and (wrapped := _wrapped(tokens, at)) is not None:
        used.add(at)
        at = wrapped
    for _ in range(3 if deep else 0):
        step = _outer(tokens, at)
        if step is None:
            break
        places, sign, inner = step
        used.update(places)
        turned *= sign
        at = inner
    return _core(tokens, at, used, turned)


def _core(tokens: list[_Token], at: int, used: set[int], turned: int) -> tuple[Act, frozenset[int]]:
    """The act that begins at a word, else the first noun of action after it, else the word."""
    if at >= len(tokens):
        return _made("", {}, turned), frozenset(used)
    found = _longest(tokens, at)
    if found is not None:
        pattern, places = found
        return _made(" ".join(pattern.words), pattern.sides, turned), frozenset(used | {*places})
    for j in range(at, min(at + GAP, len(tokens))):
        if j > at and not _NOMINAL.search(tokens[j].text):
            continue
        named = _nominal(tokens, j)
        if named is not None:
            return _made(*named, turned), frozenset(used | {j})
    return _made(tokens[at].lemma, {}, turned), frozenset(used | {at})


def _wrapped(tokens: list[_Token], at: int) -> int | None:
    """Where the act of "have NAME join the group", "let firms prohibit signs" begins."""
    if at >= len(tokens) or tokens[at].lemma not in ("have", "let", "make"):
        return None
    for j in range(at + 2, min(at + 7, len(tokens) - 1)):
        word = tokens[j]
        plain = word.text.islower() and word.lemma == spelled(word.text)
        before = tokens[j - 1].text
        if plain and (before[0].isupper() or before.endswith("s")) and _longest(tokens, j):
            return j
    return None


def _made(word: str, sides: Mapping[str, int], turned: int) -> Act:
    turned_sides = {axis: side * turned for axis, side in sides.items()}
    signs = {1 if side > 0 else -1 for side in sides.values()}
    sign = (signs.pop() if len(signs) == 1 else 0) if signs else 1
    return Act(word, turned_sides, turned, sign * turned)


def _narrowed(act: Act, theme: frozenset[str]) -> Act:
    """The act on the axes that the things it is done to belong to, where they tell."""
    own = {
        axis: side for axis, side in act.sides.items() if theme & things().get(axis, frozenset())
    }
    signs = {1 if side > 0 else -1 for side in own.values()}
    if len(signs) != 1:
        return act
    sign = signs.pop()
    kept = {axis: side for axis, side in act.sides.items() if (1 if side > 0 else -1) == sign}
    return Act(act.lemma, kept, act.turned, sign)


def _outer(tokens: list[_Token], at: int) -> tuple[tuple[int, ...], int, int] | None:
    """Words before another act: their places, their sign, where the inner act begins."""
    if at >= len(tokens):
        return None
    for words, sign in operators().get(tokens[at].lemma, ()):
        places = _match(tokens, at, words)
        if places is None:
            continue
        inner = _inner(tokens, places[-1] + 1)
        if inner is not None:
            return places, sign, inner
    return None


def _inner(tokens: list[_Token], start: int) -> int | None:
    """Where an act begins that an operator before it is about; None where there is none."""
    at = start
    while at < len(tokens) and tokens[at].lemma in ("the", "a", "an", "to", "any", "all"):
        at += 1
    if at >= len(tokens):
        return None
    if tokens[at].text.lower().endswith("ing") and (at + 1 < len(tokens) or _longest(tokens, at)):
        return at  # "stop fluoridating water": an act, be it on a list or not
    if tokens[at - 1].lemma == "to" and _longest(tokens, at):
        return at
    for j in range(at, min(at + GAP, len(tokens))):
        if _acts_here(tokens, j, start):
            return j
        if tokens[j].lemma in _AFTER:
            return None
    return None


def _acts_here(tokens: list[_Token], j: int, start: int) -> bool:
    """Whether a word within what an operator is about is an act: "the ban on", "sales of"."""
    word = tokens[j]
    following = tokens[j + 1].lemma if j + 1 < len(tokens) else None
    if following in _AFTER and word.lemma in _turning() and _longest(tokens, j):
        return True
    if following == "of" and word.lemma not in word_set("empty") and _longest(tokens, j):
        return True
    if j > start and tokens[j - 1].lemma == "be" and word.text.endswith(("ed", "en", "t")):
        return _longest(tokens, j) is not None
    ends = following is None or following in _AFTER
    if ends and j > start and word.lemma in word_set("deeds") and _longest(tokens, j):
        return True
    return ends and bool(_NOMINAL.search(word.text.lower())) and _acts_nominally(tokens, j)


def _turning() -> frozenset[str]:
    return word_set("turning")


def _acts_nominally(tokens: list[_Token], at: int) -> bool:
    if tokens[at].text.lower().endswith("ing"):
        return _longest(tokens, at) is not None
    return _nominal(tokens, at) is not None


def _expressions_at(
    tokens: list[_Token], table: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for at, token in enumerate(tokens):
        for words, name in table.get(token.lemma, ()):
            if tuple(t.lemma for t in tokens[at : at + len(words)]) == words:
                for k in range(at, at + len(words)):
                    found.setdefault(k, set()).add(name)
    return {k: frozenset(v) for k, v in found.items()}


def _rivals(tokens: list[_Token], kept: list[int]) -> dict[str, frozenset[str]]:
    """Of each set of rivals, the members that the phrase names."""
    found: dict[str, set[str]] = {}
    allowed = set(kept)
    taken: set[int] = set()
    for at, token in enumerate(tokens):
        if at not in allowed:
            continue
        for words, name in rivals().get(token.lemma, ()):
            places = range(at, at + len(words))
            if (
                taken.isdisjoint(places)
                and tuple(tokens[i].lemma for i in places if i < len(tokens)) == words
            ):
                found.setdefault(name, set()).add(" ".join(words))
                taken.update(places[1:])  # "prime minister" is no minister
    return {name: frozenset(members) for name, members in found.items()}


def _names(
    tokens: list[_Token], country: Country | None
) -> tuple[Counter[str], dict[int, frozenset[str]]]:
    """The names of a phrase counted by key, and the keys of each word of a name."""
    names: Counter[str] = Counter()
    keyed: dict[int, frozenset[str]] = {}
    at, previous = 0, None
    aliases = _expressions_at(tokens, synonyms())
    while at < len(tokens):
        for length in (4, 3, 2, 1):
            words = [t.text for t in tokens[at : at + length]]
            if len(words) < length or not words[0][:1].isupper():
                continue
            key = _key(words, country)
            if key is None and length == 1 and (not tokens[at].first or words[0].isupper()):
                key = fold(words[0])
                key = min((a for a in aliases.get(at, ())), default=key) if key else key
            if key:
                names[key] += key != previous  # "Winter Olympics" is one name of two words
                previous = key
                keyed.update({k: frozenset((key,)) for k in range(at, at + length)})
                at += length - 1
                break
        else:
            previous = None
        at += 1
    return names, keyed


def _key(words: list[str], country: Country | None) -> str | None:
    if country is None:
        return None
    found = country(" ".join(words))
    return f"c:{found}" if found else None


def _numbers(tokens: list[_Token]) -> tuple[frozenset[int], frozenset[float]]:
    years: set[int] = set()
    numbers: set[float] = set()
    for token in tokens:
        text = token.text.rstrip("%").replace(",", "")
        if re.fullmatch(r"(19|20)\d\d", text):
            years.add(int(text))
        elif re.fullmatch(r"\d+(\.\d+)?", text):
            numbers.add(float(text))
        else:
            known = lists()["numbers"]
            numbers.update(float(known[w]) for w in text.lower().split("-") if w in known)
    return frozenset(years), frozenset(numbers)
