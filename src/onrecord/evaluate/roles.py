"""Offices against DWIE (Zaporojets et al. 2021): who heads or serves which state or body.

The gold is one JSON object a line: `text`, `mentions` (begin, end, concept), `concepts` (concept,
text, link) and `relations` (s, p, o: concepts). A relation counts as found where we give the person
a role of its kind in the same country, or of the same body.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from onrecord.actors import body_named, office_of, territory
from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.figures import Figure, Score
from onrecord.model import Actor, Record, Role, Span, Text, fold

RELATIONS: dict[str, frozenset[str]] = {
    "head_of_state": frozenset({"head_of_state"}),
    "head_of_gov": frozenset({"head_of_government"}),
    "minister_of": frozenset({"minister"}),
    "spokesperson_of": frozenset({"spokesperson"}),
    "head_of": frozenset({"party_leader", "official", "business", "head_of_state"}),
    "member_of": frozenset(),
    "agent_of": frozenset(
        {"head_of_state", "head_of_government", "minister", "spokesperson", "envoy", "deputy",
         "military", "official", "law", "royal"}
    ),
}  # fmt: skip
"""Relation of the gold → kinds of office of ours that say the same (none: any, of a body)."""


class Reads(Protocol):
    """What reads texts: `onrecord.extract.reader.Reader` does."""

    def read_all(self, texts: Iterable[str | Text]) -> Iterator[Record]:
        """One record a text, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A person (by concept) and the country (alpha-2) or folded names of the body."""

    person: int
    country: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Article:
    """One gold article: its text, where each concept is named, and pairs by relation."""

    id: str
    text: str
    spans: dict[int, tuple[Span, ...]]
    pairs: dict[str, tuple[Pair, ...]]


def read_dwie(gold: Path) -> Iterator[Article]:
    """The articles of a DWIE file; raises `MissingInput` or `DataError`."""
    if not gold.is_file():
        raise MissingInput("no DWIE file", where=str(gold), hint="a .jsonl of articles")
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            yield _article(row)
        except (ValueError, KeyError) as error:
            raise DataError(f"line {number} is no article: {error}", where=str(gold)) from error


def _article(row: dict[str, Any]) -> Article:
    spans: dict[int, list[Span]] = {}
    names: dict[int, set[str]] = {}
    for m in row["mentions"]:
        spans.setdefault(m["concept"], []).append(Span(m["begin"], m["end"]))
        names.setdefault(m["concept"], set()).add(_plain(m["text"]))
    links = {}
    for c in row["concepts"]:
        forms = [(c["link"] or "").replace("_", " "), c["text"] or ""]
        links[c["concept"]] = forms[0] or forms[1]
        names.setdefault(c["concept"], set()).update(_plain(f) for f in forms if f)
    pairs: dict[str, list[Pair]] = {r: [] for r in RELATIONS}
    for r in row["relations"]:
        if r["p"] in pairs:
            country = _country(links[r["o"]])
            pairs[r["p"]].append(Pair(r["s"], country, frozenset(names[r["o"]])))
    return Article(
        row["id"],
        row["text"],
        {k: tuple(v) for k, v in spans.items()},
        {k: tuple(dict.fromkeys(v)) for k, v in pairs.items()},
    )


def _plain(name: str) -> str:
    body = body_named(name)
    return fold(body.name if body else name).removeprefix("the ")


def _country(name: str) -> str | None:
    place = territory(name)
    return place.country if place and place.kind != "subdivision" else None


def score_article(article: Article, actors: Iterable[Actor]) -> dict[str, Score]:
    """Right, given and wanted pairs by relation."""
    given: dict[str, set[tuple[int, str]]] = {r: set() for r in RELATIONS}
    right: dict[str, set[Pair]] = {r: set() for r in RELATIONS}
    hits: dict[str, set[tuple[int, str]]] = {r: set() for r in RELATIONS}
    for actor in actors:
        if actor.kind != "person" or not actor.roles:
            continue
        person = _concept(article, actor)
        for role in actor.roles:
            office = office_of(role.title)
            for relation in RELATIONS:
                if not _says(relation, office.kind if office else "", role):
                    continue
                key = (person, role.country or _plain(role.of or ""))
                given[relation].add(key)
                for pair in article.pairs[relation]:
                    if pair.person == person and _same(pair, role):
                        right[relation].add(pair)
                        hits[relation].add(key)
    return {
        r: Score(len(right[r]), len(right[r]) + len(given[r] - hits[r]), len(article.pairs[r]))
        for r in RELATIONS
    }


def _says(relation: str, kind: str, role: Role) -> bool:
    """Whether a role of ours says such a relation."""
    if not (role.of or role.country):
        return False
    if not RELATIONS[relation]:
        return role.of is not None and territory(role.of) is None
    state = role.of is None or territory(role.of) is not None
    if relation in ("head_of_state", "head_of_gov", "minister_of") and not state:
        return False
    if relation == "head_of" and role.of is not None and territory(role.of) is not None:
        return False
    return kind in RELATIONS[relation]


def _concept(article: Article, actor: Actor) -> int:
    """The gold concept most of the actor's names stand on; below 0 where none does."""
    votes: dict[int, int] = {}
    mine = [m.span for m in actor.mentions if m.form == "name"]
    for concept, spans in article.spans.items():
        count = sum(any(s.overlaps(t) for t in spans) for s in mine)
        if count:
            votes[concept] = count
    return max(votes, key=lambda c: (votes[c], -c), default=-1 - len(actor.id))


def _same(pair: Pair, role: Role) -> bool:
    if pair.country is not None:
        return pair.country == role.country
    return role.of is not None and _plain(role.of) in pair.names


def evaluate_roles(gold: Path, reader: Reads | None = None) -> list[Figure]:
    """Precision, recall and F1 of each relation, on the file given."""
    if reader is None:
        from onrecord.extract.reader import Reader

        reader = Reader()
    articles = list(read_dwie(gold))
    total = dict.fromkeys(RELATIONS, Score(0, 0, 0))
    for article, record in zip(articles, reader.read_all(a.text for a in articles), strict=True):
        for relation, score in score_article(article, record.actors).items():
            total[relation] += score
    return [
        figure
        for relation, score in total.items()
        for figure in score.figures("roles", "DWIE", gold.stem.rpartition("_")[2], relation)
    ]
