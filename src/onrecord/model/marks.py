"""The nouns of a record, frozen: actors, statements, issues, positions, events, places, times.

Field names and values are those of the published output format; `kinds.toml` defines every
closed set of values once. Spans of one mark are in text order; several mean a broken passage.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.ids import content_id, fold
from onrecord.model.spans import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text that names an actor or place. `form`: name, nominal or pronoun."""

    span: Span
    form: str = "name"


@dataclass(frozen=True, slots=True)
class Role:
    """An office or membership the text gives an actor: "Prime Minister" of "Estonia"."""

    title: str
    of: str | None
    country: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Who can speak, act or hold a position. `country` is ISO 3166-1 alpha-2."""

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]

    @classmethod
    def of(
        cls,
        name: str,
        kind: str,
        *,
        country: str | None = None,
        wikidata: str | None = None,
        roles: tuple[Role, ...] = (),
        mentions: tuple[Mention, ...] = (),
    ) -> Actor:
        """An actor whose id is made of kind and folded name: the same in every document."""
        return cls(
            id=content_id("a", kind, fold(name)),
            name=name,
            kind=kind,
            country=country,
            wikidata=wikidata,
            roles=tuple(sorted(roles, key=lambda r: r.span)),
            mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a source. `speakers` are actor ids, empty where unknown or unnamed.

    `within` is the id of the statement that contains this one; `said` and `place` are ids of
    a time and a place.
    """

    id: str
    kind: str
    speakers: tuple[str, ...]
    source: Spans
    cue: Spans
    content: Spans
    addressees: tuple[str, ...]
    within: str | None
    voice: str
    said: str | None
    place: str | None
    confidence: float
    by: str

    @staticmethod
    def id_of(text_id: str, source: Spans, cue: Spans, content: Spans) -> str:
        """The id of a statement of a text: made of its three lists of spans."""
        return content_id("s", text_id, *(tuple(map(tuple, x)) for x in (source, cue, content)))


@dataclass(frozen=True, slots=True)
class Issue:
    """A course of action that can be accepted or refused, as a short verb phrase."""

    id: str
    label: str
    mentions: tuple[Spans, ...]

    @classmethod
    def of(cls, label: str, mentions: tuple[Spans, ...] = ()) -> Issue:
        """An issue whose id is made of its folded label."""
        return cls(
            id=content_id("i", fold(label)),
            label=label,
            mentions=tuple(sorted(mentions)),
        )


@dataclass(frozen=True, slots=True)
class Position:
    """A stance of an actor on an issue. `condition` is None where it depends on nothing."""

    id: str
    actor: str
    issue: str
    stance: str
    condition: Spans | None
    voice: str
    evidence: Spans
    statement: str | None
    confidence: float
    by: str

    @staticmethod
    def id_of(text_id: str, actor: str, issue: str, stance: str, evidence: Spans) -> str:
        """The id of a position of a text."""
        return content_id("p", text_id, actor, issue, stance, tuple(map(tuple, evidence)))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is spoken of as happening, in PLOVER's types and modes."""

    id: str
    type: str
    mode: str | None
    trigger: Spans
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    time: str | None
    places: tuple[str, ...]
    statement: str | None
    confidence: float
    by: str

    @staticmethod
    def id_of(text_id: str, type: str, trigger: Spans) -> str:
        """The id of an event of a text."""
        return content_id("e", text_id, type, tuple(map(tuple, trigger)))


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: degrees north and east (WGS 84), GeoNames id where it has one."""

    id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    kind: str
    mentions: Spans

    @classmethod
    def of(
        cls,
        name: str,
        kind: str,
        *,
        country: str | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        geonames: int | None = None,
        mentions: Spans = (),
    ) -> Place:
        """A place whose id is made of its GeoNames id, else of kind, country and name."""
        key = ("geonames", geonames) if geonames else (kind, country, fold(name))
        return cls(
            id=content_id("l", *key),
            name=name,
            country=country,
            latitude=latitude,
            longitude=longitude,
            geonames=geonames,
            kind=kind,
            mentions=tuple(sorted(mentions)),
        )


@dataclass(frozen=True, slots=True)
class When:
    """A time expression with its TIMEX3 type and value; `value` None where it has none."""

    id: str
    span: Span
    type: str
    value: str | None

    @classmethod
    def of(cls, text_id: str, span: Span, type: str, value: str | None) -> When:
        """A time of a text, its id made of where it stands."""
        return cls(content_id("t", text_id, *span), span, type, value)


@dataclass(frozen=True, slots=True)
class Dropped:
    """How often a step left something out, and why."""

    step: str
    reason: str
    count: int
