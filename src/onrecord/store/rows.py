"""A record as rows of the ledger's tables: a pure function of the record."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import msgspec

from onrecord.issues import vague
from onrecord.model import MACHINE, Record, Span, Spans, Text, When, content_id, fold
from onrecord.store.clock import moment
from onrecord.store.copies import Utterances

Row = dict[str, Any]


def packed(value: object) -> str:
    """JSON as the ledger keeps it: spans are pairs, no blanks."""
    return msgspec.json.encode(value).decode()


def spans(text: str) -> Spans:
    """Spans that `packed` wrote.

    >>> spans(packed((Span(1, 2), Span(4, 6))))
    (Span(start=1, end=2), Span(start=4, end=6))
    """
    return tuple(Span(*pair) for pair in msgspec.json.decode(text))


def source_row(text: Text, number: int, now: str) -> Row:
    """Where a text was found."""
    published = text.published.isoformat() if text.published else None
    return {
        "id": content_id("o", text.id, text.name, text.url, text.publisher, published),
        "text": number,
        "name": text.name,
        "url": text.url,
        "publisher": text.publisher,
        "outlet": text.publisher or host(text.url),
        "title": text.title,
        "published": published,
        "retrieved": moment(text.retrieved) if text.retrieved else None,
        "media_type": text.media_type,
        "added": now,
    }


def host(url: str | None) -> str | None:
    """The host of an address of the web, without “www.”: what an outlet is known by at least.

    >>> host("https://www.paper.example/1"), host("urn:1"), host(None)
    ('paper.example', None, None)
    """
    try:
        found = urlsplit(url).hostname if url else None
    except ValueError:  # an address that is none
        return None
    return found.removeprefix("www.") if found else None


def single_day(when: When | None) -> str | None:
    """The day that a time is on, None where it is longer, vague or no date.

    >>> single_day(When("t1", Span(0, 2), "TIME", "2024-05-20T18:00"))
    '2024-05-20'
    >>> single_day(When("t1", Span(0, 2), "DATE", "2024-W20"))
    """
    if when is None or not when.value or when.type not in ("DATE", "TIME"):
        return None
    head = when.value.split("T")[0]
    if len(head) != 10:
        return None
    try:
        return date.fromisoformat(head).isoformat()
    except ValueError:
        return None


def last_day(when: When | None) -> str | None:
    """The last day of a week, month or year; None for all else.

    >>> [last_day(When("t1", Span(0, 2), "DATE", v)) for v in ("2024-W20", "2024-02", "2019")]
    ['2024-05-19', '2024-02-29', '2019-12-31']
    >>> last_day(When("t1", Span(0, 2), "DATE", "PAST_REF"))
    """
    if when is None or not when.value or when.type != "DATE":
        return None
    value = when.value
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        year, week = map(int, match.groups())
        weeks = date(year, 12, 28).isocalendar().week  # of which there are always that many
        return date.fromisocalendar(year, week, 7).isoformat() if 1 <= week <= weeks else None
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", value):
        year, month = int(match[1]), int(match[2] or 12)
        if year and 1 <= month <= 12:
            return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
    return None


class RecordRows:
    """The rows of one record, whose text has the number `text` in the ledger.

    `published` is the first day on which the text was published anywhere, as far as is known;
    `family` the id of the first text of its family.
    """

    def __init__(
        self, record: Record, text: int, published: str | None, family: str | None = None
    ) -> None:
        self.record = record
        self._utterances = Utterances(record, family or record.document.id)
        self._text = text
        self._published = published
        self._times = {w.id: w for w in record.times}
        self._days = {s.id: self.said_on(s.said) for s in record.statements}

    def said_on(self, time: str | None) -> str | None:
        """The day of what was said then: not after publication, which it is else.

        Of a week, month or year that was over when the text appeared, the last day: what somebody
        said “last week” is older than what the same text says of today.
        """
        when = self._times.get(time) if time else None
        day = single_day(when) or last_day(when)
        if day is None or (self._published is not None and day > self._published):
            return self._published
        return day

    def happened_on(self, time: str | None) -> str | None:
        """The day of what happened, or is to happen, then; else that of publication."""
        return (single_day(self._times.get(time)) if time else None) or self._published

    def words(self, where: Iterable[Span]) -> str:
        """What the spans cover."""
        return self.record.document.words(*where)

    def dropped(self) -> list[Row]:
        """What was left out; counts of one reason are summed, as they are told."""
        found: dict[tuple[str, str], int] = {}
        for d in self.record.dropped:
            found[d.step, d.reason] = found.get((d.step, d.reason), 0) + d.count
        return [
            {"text": self._text, "step": step, "reason": reason, "rank": n, "count": count}
            for n, ((step, reason), count) in enumerate(found.items())
        ]

    def appearances(self) -> list[Row]:
        """One row an actor."""
        return [
            {
                "text": self._text,
                "read_actor": a.id,
                "settled": a.id,
                "actor": a.id,
                "rank": n,
                "name": a.name,
                "country": a.country,
                "wikidata": a.wikidata,
                "mentions": packed([(*m.span, m.form, self.words((m.span,))) for m in a.mentions]),
            }
            for n, a in enumerate(self.record.actors)
        ]

    def roles(self) -> list[Row]:
        """One row a role of an actor."""
        return [
            {
                "text": self._text,
                "read_actor": a.id,
                "rank": n,
                "start": r.span.start,
                "end": r.span.end,
                "actor": a.id,
                "title": r.title,
                "of": r.of,
                "country": r.country,
                "words": self.words((r.span,)),
                "day": self._published,
            }
            for a in self.record.actors
            for n, r in enumerate(a.roles)
        ]

    def whereabouts(self) -> list[Row]:
        """One row a place."""
        return [
            {
                "text": self._text,
                "place": p.id,
                "rank": n,
                "name": p.name,
                "mentions": packed([(*s, self.words((s,))) for s in p.mentions]),
            }
            for n, p in enumerate(self.record.places)
        ]

    def times(self) -> list[Row]:
        """One row a time."""
        return [
            {
                "id": w.id,
                "text": self._text,
                "rank": n,
                "start": w.span.start,
                "end": w.span.end,
                "type": w.type,
                "value": w.value,
                "words": self.words((w.span,)),
            }
            for n, w in enumerate(self.record.times)
        ]

    def statements(self) -> list[Row]:
        """One row a statement, in the order of the record."""
        return [
            {
                "id": s.id,
                "text": self._text,
                "kind": s.kind,
                "voice": s.voice,
                "source": packed(s.source),
                "cue": packed(s.cue),
                "content": packed(s.content),
                "source_words": self.words(s.source),
                "cue_words": self.words(s.cue),
                "words": self.words(s.content),
                "within": s.within,
                "said": s.said,
                "place": s.place,
                "day": self._days[s.id],
                "confidence": s.confidence,
                "by": s.by,
                "state": MACHINE,
                "found": True,
                "utterance": self._utterances.of_statement(s),
                "repeat": False,
            }
            for s in self.record.statements
        ]

    def speakers(self, numbers: dict[str, int]) -> list[Row]:
        """Who said a statement and whom it was said to; `numbers` are those of the statements."""
        return [
            row
            for s in self.record.statements
            for role, actors in (("speaker", s.speakers), ("addressee", s.addressees))
            for row in _people("statement", numbers[s.id], role, actors)
        ]

    def issue_mentions(self) -> list[Row]:
        """One row an issue."""
        return [
            {
                "text": self._text,
                "issue": i.id,
                "rank": n,
                "label": i.label,
                "mentions": packed([(m, self.words(m)) for m in i.mentions]),
            }
            for n, i in enumerate(self.record.issues)
        ]

    def positions(self) -> list[Row]:
        """One row a position, in the order of the record."""
        rows = []
        for p in self.record.positions:
            evidence, words = packed(p.evidence), self.words(p.evidence)
            condition = packed(p.condition) if p.condition else None
            rows.append(
                {
                    "id": p.id,
                    "text": self._text,
                    "read_actor": p.actor,
                    "actor": p.actor,
                    "read_issue": p.issue,
                    "issue": p.issue,
                    "read_stance": p.stance,
                    "stance": p.stance,
                    "read_condition": condition,
                    "condition": condition,
                    "condition_words": self.words(p.condition) if p.condition else None,
                    "voice": p.voice,
                    "read_evidence": evidence,
                    "evidence": evidence,
                    "words": words,
                    "statement": p.statement,
                    "day": self._days[p.statement] if p.statement else self._published,
                    "confidence": p.confidence,
                    "by": p.by,
                    "state": MACHINE,
                    "found": True,
                    "utterance": self._utterances.of_position(p),
                    "repeat": False,
                }
            )
        return rows

    def events(self) -> list[Row]:
        """One row an event, in the order of the record."""
        return [
            {
                "id": e.id,
                "text": self._text,
                "type": e.type,
                "mode": e.mode,
                "status": e.status,
                "trigger": packed(e.trigger),
                "words": self.words(e.trigger),
                "time": e.time,
                "statement": e.statement,
                "day": self.happened_on(e.time),
                "confidence": e.confidence,
                "by": e.by,
                "state": MACHINE,
                "found": True,
            }
            for e in self.record.events
        ]

    def event_actors(self, numbers: dict[str, int]) -> list[Row]:
        """Who acted and whom it was done to; `numbers` are those of the events."""
        return [
            row
            for e in self.record.events
            for role, actors in (("actor", e.actors), ("recipient", e.recipients))
            for row in _people("event", numbers[e.id], role, actors)
        ]

    def event_places(self, numbers: dict[str, int]) -> list[Row]:
        """Where it happened."""
        return [
            {"event": numbers[e.id], "place": place, "rank": n}
            for e in self.record.events
            for n, place in enumerate(e.places)
        ]

    def new_places(self) -> list[Row]:
        """One row a place of the map, whatever text names it."""
        return [
            {
                "id": p.id,
                "name": p.name,
                "country": p.country,
                "latitude": p.latitude,
                "longitude": p.longitude,
                "geonames": p.geonames,
                "kind": p.kind,
            }
            for p in self.record.places
        ]

    def new_issues(self) -> list[Row]:
        """One row a label, gathered with no other so far."""
        return [
            {
                "id": i.id,
                "read_label": i.label,
                "label": i.label,
                "folded": fold(i.label),
                "gathered": i.id,
                "now": i.id,
                "vague": vague(i.label),
            }
            for i in self.record.issues
        ]


def _people(key: str, number: int, role: str, actors: Sequence[str]) -> list[Row]:
    return [
        {key: number, "role": role, "rank": n, "read_actor": actor, "actor": actor}
        for n, actor in enumerate(actors)
    ]
