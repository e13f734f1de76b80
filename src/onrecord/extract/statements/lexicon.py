"""Words of saying and attitude, from the data files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError

GROUPS = ("speech", "attitude", "appraisal", "evidence", "seeming")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, the group it belongs to, and the complements with which it attributes."""

    lemma: str
    group: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of this room."""

    verbs: dict[str, Verb]
    nouns: dict[str, Verb]
    adjectives: dict[str, Verb]
    phases: frozenset[str]
    trailing: frozenset[str]
    lists: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    words = tomllib.loads(_read("words.toml"))
    lists = {name: frozenset(values) for name, values in words.items()}
    return Lexicon(
        verbs=_table("verbs.tsv"),
        nouns=_table("nouns.tsv"),
        adjectives=_table("adjectives.tsv"),
        phases=lists["phases"],
        trailing=lists["trailing"],
        lists=lists,
    )


def _read(name: str) -> str:
    return files("onrecord.extract.statements").joinpath(name).read_text(encoding="utf-8")


def _table(name: str) -> dict[str, Verb]:
    """`lemma<TAB>group<TAB>frames`, `#` comments; raises `DataError` for anything else."""
    table: dict[str, Verb] = {}
    for number, line in enumerate(_read(name).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 3 or fields[1] not in GROUPS or fields[0] in table:
            raise DataError(f"line {number} is no entry: {line!r}", where=name)
        lemma, group, frames = fields
        table[lemma] = Verb(lemma, group, frozenset(frames.split()))
    return table
