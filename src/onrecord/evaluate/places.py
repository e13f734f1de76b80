"""Figures for places on TR-News, or any gold in its XML (LGL and GeoWebNews have the same shape).

Matches: a gold toponym is found where a mention has the same words within three characters of
its offset, since some offsets of the gold are off. Distances are great circles; 161 km (100
miles) is the field's usual bound. Countries are compared by GeoNames id.
The gold takes nationalities ("Turkish") for toponyms, our record does not: there is a second
recall without them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

import pyworldatlas

from onrecord.errors import DataError
from onrecord.evaluate.figures import Figure, Score
from onrecord.model import Record, Text
from onrecord.places import great_circle_km, open_gazetteer

SHIFT = 3
WITHIN_KM = 161.0
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """One toponym of the gold; position and country None where it is not in GeoNames."""

    start: int
    end: int
    phrase: str
    latitude: float | None
    longitude: float | None
    geonames: int | None
    country: int | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with its toponyms, offsets mended to where the words stand."""

    text: Text
    toponyms: tuple[GoldToponym, ...]


class Reads(Protocol):
    """What the evaluation needs of a reader."""

    def read_all(self, texts: Iterable[str | Text]) -> Iterator[Record]:
        """One record a text, in order."""
        ...


def read_gold(path: Path) -> Iterator[GoldArticle]:
    """The articles of an XML gold file; raises `DataError` where it is not one."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise DataError(f"not a gold file: {error}", where=path.name) from error
    for article in root.iter("article"):
        body = article.findtext("text") or ""
        if not body.strip():
            continue
        published = (article.findtext("dltime") or "").strip()[:10]
        yield GoldArticle(
            Text.of(
                body,
                name=article.get("docid") or "-",
                title=(article.findtext("title") or "").strip() or None,
                url=(article.findtext("url") or "").strip() or None,
                publisher=(article.findtext("domain") or "").strip() or None,
                published=date.fromisoformat(published) if _DAY.fullmatch(published) else None,
            ),
            tuple(_toponym(t, body) for t in article.iter("toponym")),
        )


def _toponym(node: ElementTree.Element, body: str) -> GoldToponym:
    start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
    phrase = (node.findtext("phrase") or "").strip() or body[start:end]
    for shift in sorted(range(-SHIFT, SHIFT + 1), key=abs):
        if start + shift >= 0 and body.startswith(phrase, start + shift):
            start, end = start + shift, start + shift + len(phrase)
            break
    tag = node.find("gaztag")
    if tag is None or not tag.get("geonameid"):
        return GoldToponym(start, end, phrase, None, None, None, None)
    return GoldToponym(
        start,
        end,
        phrase,
        float(tag.findtext("lat") or "nan"),
        float(tag.findtext("lon") or "nan"),
        int(tag.get("geonameid") or 0),
        _id(tag.find("country")),
    )


def _id(node: ElementTree.Element | None) -> int | None:
    found = node.get("geonameid") if node is not None else None
    return int(found) if found else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One gold toponym with what the reader made of it: km off, None where not found."""

    article: str
    toponym: GoldToponym
    km: float | None
    name: str | None
    country: str | None


def compare(article: GoldArticle, record: Record) -> tuple[Score, list[Outcome]]:
    """Toponyms found, given and wanted, and an outcome for each of the gold."""
    mentions = {span: place for place in record.places for span in place.mentions}
    right = 0
    outcomes = []
    for gold in article.toponyms:
        near = [
            s
            for s in mentions
            if abs(s.start - gold.start) <= SHIFT and abs(s.end - gold.end) <= SHIFT
        ]
        if not near:
            outcomes.append(Outcome(article.text.name, gold, None, None, None))
            continue
        right += 1
        place = mentions[min(near, key=lambda s: abs(s.start - gold.start))]
        km = None
        if None not in (gold.latitude, gold.longitude, place.latitude, place.longitude):
            km = great_circle_km(
                gold.latitude or 0, gold.longitude or 0, place.latitude or 0, place.longitude or 0
            )
        outcomes.append(Outcome(article.text.name, gold, km, place.name, place.country))
    return Score(right, len(mentions), len(article.toponyms)), outcomes


def evaluate_places(gold: Path, reader: Reads) -> list[Figure]:
    """Precision, recall and F1 of toponyms; shares within 161 km; share with the right country."""
    articles = list(read_gold(gold))
    records = reader.read_all(a.text for a in articles)
    score, outcomes = Score(0, 0, 0), list[Outcome]()
    for article, record in zip(articles, records, strict=True):
        one, more = compare(article, record)
        score += one
        outcomes += more
    return figures(score, outcomes, gold.stem)


def figures(score: Score, outcomes: list[Outcome], data: str) -> list[Figure]:
    """The figures of outcomes; those without gold position count for precision and recall only."""
    placed = [o for o in outcomes if o.toponym.latitude is not None]
    found = [o for o in placed if o.km is not None]
    named = [o for o in found if o.toponym.country]
    proper = [o for o in outcomes if not is_nationality(o.toponym.phrase)]
    proper_placed = [o for o in placed if not is_nationality(o.toponym.phrase)]

    def share(metric: str, test: Callable[[Outcome], bool], of: list[Outcome]) -> Figure:
        value = sum(map(test, of)) / len(of) if of else 0.0
        return Figure("places", data, "all", metric, value, len(of))

    return [
        *score.figures("places", data, "all", "toponym"),
        share("toponym recall, nationalities apart", lambda o: o.name is not None, proper),
        share("within 161 km, of those found", _is_near, found),
        share("within 161 km, of all", _is_near, placed),
        share("within 161 km, of all, nationalities apart", _is_near, proper_placed),
        share("country right, of those found", _same_country, named),
    ]


def _is_near(outcome: Outcome) -> bool:
    return outcome.km is not None and outcome.km <= WITHIN_KM


def _same_country(outcome: Outcome) -> bool:
    country = open_gazetteer().country(outcome.country) if outcome.country else None
    return country is not None and country.geonames == outcome.toponym.country


def is_nationality(phrase: str) -> bool:
    """Whether a word is a nationality or its adjective.

    >>> is_nationality("Turkish"), is_nationality("Germans"), is_nationality("Turkey")
    (True, True, False)
    """
    word = phrase.casefold()
    return word in _nationalities() or word.removesuffix("s") in _nationalities()


@cache
def _nationalities() -> frozenset[str]:
    with pyworldatlas.Atlas() as atlas:
        return frozenset(
            word.strip().casefold()
            for country in atlas.countries()
            for demonym in [country.demonym]
            if demonym
            for form in (demonym.noun, demonym.adjective)
            if form
            for word in form.replace("/", ",").split(",")
        )
