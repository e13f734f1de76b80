"""The words that carry a stance, as data, and the small algebra of stances."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.errors import DataError
from onrecord.model.kinds import kinds

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADP": "prep"}
"""spaCy's coarse tags → those of the lexicon."""

FIRST = frozenset({"little", "nothing", "unsaid", "maybe", "moment", "office"})
"""Kinds of rows with a proviso of their own: tried before those that fit any use of a word."""

NEGATED = {
    "supports": "opposes",
    "open": "opposes",
    "undecided": "undecided",
    "sceptical": "open",
    "opposes": "supports",
}
"""A stance on refusing, doubting … an act → the stance on the act: “rejects criticism of it”."""


TURNED = {
    "supports": "opposes",
    "open": "sceptical",
    "undecided": "undecided",
    "sceptical": "open",
    "opposes": "supports",
}
"""A stance on ending an act → the stance on the act."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One row of `predicates.tsv`; the header of that file says what each field may hold."""

    head: str
    extra: tuple[str, ...]
    stance: str
    issue: tuple[str, ...]
    holder: str
    kind: str
    negated: str | None


def compose(outer: str, inner: str) -> str:
    """The stance of one who stands `outer` towards standing `inner`.

    >>> compose("opposes", "supports"), compose("opposes", "opposes"), compose("open", "supports")
    ('opposes', 'supports', 'open')
    """
    if outer == "supports":
        return inner
    if outer == "opposes":
        return NEGATED[inner]
    if outer == "undecided" or inner == "undecided":
        return "undecided"
    towards = inner in ("supports", "open")
    if outer == "open":
        return "open" if towards else "sceptical"
    return "sceptical" if towards else "open"


@cache
def predicates() -> Mapping[tuple[str, str], tuple[Predicate, ...]]:
    """(lemma, part of speech) → rows, those that ask for more words first.

    >>> sorted({row.stance for row in predicates()["abstain", "verb"]})
    ['undecided']
    """
    stances = set(kinds("stance"))
    table: dict[tuple[str, str], list[Predicate]] = defaultdict(list)
    for number, row in enumerate(_rows("predicates.tsv"), start=1):
        if row["stance"] not in stances or row["negated"] not in stances | {"-"}:
            raise DataError(
                f"row {number} has a stance that is none",
                where="predicates.tsv",
                hint="one of " + ", ".join(sorted(stances)),
            )
        table[row["head"], row["pos"]].append(
            Predicate(
                head=row["head"],
                extra=() if row["with"] == "-" else tuple(row["with"].split()),
                stance=row["stance"],
                issue=tuple(row["issue"].split()),
                holder=row["holder"],
                kind=row["kind"],
                negated=None if row["negated"] == "-" else row["negated"],
            )
        )
    return {
        k: tuple(sorted(v, key=lambda p: (-len(p.extra), p.kind not in FIRST)))
        for k, v in table.items()
    }


@dataclass(frozen=True, slots=True)
class Nominal:
    """How a noun is said as a verb phrase.

    `verb` with the objects of `preps` as its object ("ban on X" → "ban X"); with no `preps` the
    noun itself stays the object ("a law" → "pass the law").
    """

    verb: str
    preps: tuple[str, ...]


@cache
def nominals() -> Mapping[str, Nominal]:
    """Noun lemma → its verb.

    >>> nominals()["deployment"].verb
    'deploy'
    """
    return {
        row["noun"]: Nominal(
            row["verb"], () if row["preps"] == "-" else tuple(row["preps"].split())
        )
        for row in _rows("nominals.tsv")
    }


@cache
def light_verbs() -> Mapping[str, str]:
    """Noun of action → the verb it takes where nothing is acted on: "impose a levy".

    >>> light_verbs()["levy"]
    'impose'
    """
    return {row["noun"]: row["verb"] for row in _rows("light.tsv")}


@cache
def words(section: str) -> frozenset[str]:
    """One word list of `words.txt`, by the name in its square brackets.

    >>> "be" in words("states")
    True
    """
    lists = _sections()
    if section not in lists:
        raise DataError(f"no list called {section}", where="words.txt", hint=", ".join(lists))
    return lists[section]


@cache
def confidences() -> Mapping[str, float]:
    """Rule → share of its rows that were right on the data named in `confidence.tsv`."""
    return {row["rule"]: float(row["confidence"]) for row in _rows("confidence.tsv")}


@cache
def _sections() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    name = ""
    for line in _lines("words.txt"):
        if line.startswith("["):
            name = line.strip("[]")
            lists[name] = set()
        else:
            lists[name].update(w.strip() for w in line.split(",") if w.strip())
    return {k: frozenset(v) for k, v in lists.items()}


def _rows(file: str) -> list[dict[str, str]]:
    lines = _lines(file)
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise DataError(f"row {number} has not {len(lines[0].split())} fields", where=file)
    return rows


def _lines(file: str) -> list[str]:
    source = resources.files("onrecord.extract.positions").joinpath(file)
    text = source.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
