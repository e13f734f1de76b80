"""The word lists of the events step, read once from the package's TOML files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from onrecord.errors import DataError
from onrecord.model import kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_FRAME_KEYS = frozenset(
    {
        "type", "mode", "verbs", "nouns", "object", "unless", "object_modifier", "prep",
        "prep_object", "complement", "subject", "actor", "recipient", "mutual",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas and entity labels, either of which a token may have. Empty: anything goes."""

    lemmas: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.lemmas or self.labels)

    def __contains__(self, token: Token) -> bool:
        return (
            token.lemma_.lower() in self.lemmas
            or token.lower_ in self.lemmas
            or token.ent_type_ in self.labels
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of a trigger word: its conditions, its type, and who fills which place."""

    word: str
    more: str | None
    type: str
    mode: str | None
    object: Words
    unless: Words
    object_modifier: Words
    preps: frozenset[str]
    prep_object: Words
    complement: frozenset[str]
    subject: Words
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool

    @property
    def conditions(self) -> int:
        """How many conditions it has: the more, the earlier it is tried."""
        return sum(
            bool(c)
            for c in (
                self.more, self.object, self.object_modifier, self.preps, self.prep_object,
                self.complement, self.subject,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """A word that governs another act, and by which links it may."""

    kind: str
    objects: bool
    for_nouns: bool
    gerunds: bool
    alone: bool
    addressee: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames and chains by lemma; agents by lemma."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    chain_verbs: Mapping[str, tuple[Chain, ...]]
    chain_nouns: Mapping[str, tuple[Chain, ...]]
    chain_adjectives: Mapping[str, tuple[Chain, ...]]
    outcomes: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, str]
    modes: Mapping[str, Mapping[str, str]]
    agents: frozenset[str]
    state: frozenset[str]
    never: frozenset[str]
    endings: tuple[str, ...]
    not_agents: frozenset[str]
    speech: frozenset[str]
    light: frozenset[str]
    possessor_receives: frozenset[str]
    unsaid: frozenset[str]
    auxiliaries: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lexicon; raises `DataError` where a file breaks its own format."""
    frames, chains, agents = (_file(n) for n in ("frames.toml", "chains.toml", "agents.toml"))
    classes = {k: frozenset(v.split()) for k, v in frames["classes"].items()}
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    for row in frames["frame"]:
        _check(row)
        for key, table in (("verbs", verbs), ("nouns", nouns)):
            for word in row.get(key, "").split():
                frame = _frame(word, row, classes, noun=key == "nouns")
                table.setdefault(frame.word, []).append(frame)
    state = frozenset(agents["state"].split())
    body, person = (agents[k].lower().split() for k in ("body", "person"))
    return Lexicon(
        verbs=_ordered(verbs),
        nouns=_ordered(nouns),
        chain_verbs=_chains(chains["chain"], "verbs"),
        chain_nouns=_chains(chains["chain"], "nouns"),
        chain_adjectives=_chains(chains["chain"], "adjectives"),
        outcomes=chains["outcome"],
        groups={t: g for g, types in chains["groups"].items() for t in types.split()},
        modes=chains["modes"],
        agents=state.union(body, person),
        state=state,
        never=frozenset(agents["never"].split()),
        endings=tuple(agents["endings"].split()),
        not_agents=frozenset(agents["not_agents"].split()),
        speech=frozenset(chains["speech"]["verbs"].split()),
        light=frozenset(chains["light"]["verbs"].split()),
        possessor_receives=frozenset(frames["possessor_receives"]["nouns"].split()),
        unsaid=frozenset(chains["unsaid"]["verbs"].split()),
        auxiliaries={k: frozenset(v.split()) for k, v in chains["auxiliaries"].items()},
    )


def _file(name: str) -> dict[str, Any]:
    source = resources.files("onrecord.extract.events").joinpath(name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _check(row: dict[str, Any]) -> None:
    if extra := set(row) - _FRAME_KEYS:
        raise DataError(f"unknown keys {sorted(extra)}", where="frames.toml")
    type_ = kinds("event_type").get(row["type"])
    if type_ is None:
        raise DataError(f"no event type {row['type']}", where="frames.toml")
    if row.get("mode") is not None and row["mode"] not in type_.modes:
        raise DataError(f"{row['type']} has no mode {row['mode']}", where="frames.toml")


def _frame(
    word: str, row: dict[str, Any], classes: Mapping[str, frozenset[str]], *, noun: bool
) -> Frame:
    def words(key: str) -> Words:
        return _words(row.get(key, ()), classes) if key in row else Words()

    lemma, _, more = word.partition("_")
    return Frame(
        word=lemma,
        more=more.split("_")[0] or None,
        type=row["type"],
        mode=row.get("mode"),
        # a noun trigger is its own object: only its modifiers and prepositions are conditions
        object=Words() if noun else words("object"),
        unless=words("unless"),
        object_modifier=words("object_modifier"),
        preps=frozenset(row.get("prep", "").split()),
        prep_object=words("prep_object"),
        complement=frozenset(row.get("complement", ())),
        subject=Words() if noun else words("subject"),
        actor=tuple(row.get("actor", ())),
        recipient=tuple(row.get("recipient", ())),
        mutual=row.get("mutual", False),
    )


def _words(names: list[str], classes: Mapping[str, frozenset[str]]) -> Words:
    lemmas: set[str] = set()
    labels: set[str] = set()
    for name in names:
        if not name.startswith("@"):
            lemmas.add(name)
        elif name[1:].isupper():
            labels.add(name[1:])
        elif name[1:] in classes:
            lemmas |= classes[name[1:]]
        else:
            raise DataError(f"no class {name}", where="frames.toml")
    return Words(frozenset(lemmas), frozenset(labels))


def _ordered(table: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
    """Frames with more conditions first; the order of the file decides between equals."""
    return {w: tuple(sorted(fs, key=lambda f: -f.conditions)) for w, fs in table.items()}


def _chains(rows: list[dict[str, Any]], key: str) -> dict[str, tuple[Chain, ...]]:
    table: dict[str, list[Chain]] = {}
    for row in rows:
        chain = Chain(
            kind=row["kind"],
            objects=row.get("objects", False),
            for_nouns=row.get("for_nouns", False),
            gerunds=row.get("gerunds", False),
            alone=row.get("alone", False),
            addressee=tuple(row.get("addressee", ())),
        )
        for word in row.get(key, "").split():
            table.setdefault(word.partition("_")[0], []).append(chain)
    return {word: tuple(chains) for word, chains in table.items()}
