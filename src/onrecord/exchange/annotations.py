"""Records → W3C Web Annotations (JSON-LD), each mark with a quote and a position selector.

After the Web Annotation Data Model and Vocabulary (W3C Recommendations of 2017). Positions are
code points, as the model asks for. The context is named, never fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

from onrecord.exchange.coding import coder_of
from onrecord.exchange.losses import Losses, Lost, leave_out
from onrecord.model import Record, Spans

ANNO = "http://www.w3.org/ns/anno.jsonld"
# What the vocabulary has no word for: ours, under a name of our own that needs no server.
_LINK = {"@type": "@id"}
_OURS = {"onrecord": "urn:onrecord:terms:", "onrecord:statement": _LINK, "onrecord:within": _LINK}
CONTEXT: list[Any] = [ANNO, _OURS]
_AROUND = 32  # characters of prefix and suffix: enough to find the words again in an edited text

Body = dict[str, Any]


def write_annotations(
    records: Iterable[Record],
    target: Path | BinaryIO,
    *,
    form: Literal["collection", "lines"] = "collection",
) -> Losses:
    """Write an `AnnotationCollection` with one page, or one `Annotation` a line.

    Every statement, position, event, mention, issue, place and time is one annotation; a
    broken passage has one target a piece. Documents are named by their address, else by
    `urn:sha256:` and the hash of their characters.
    """
    lost = Lost()
    if isinstance(target, Path):
        with target.open("wb") as sink:
            _write(records, sink, form, lost)
    else:
        _write(records, target, form, lost)
    return lost.told()


def _write(records: Iterable[Record], sink: BinaryIO, form: str, lost: Lost) -> None:
    """Stream: the number of all comes after them, so a collection's count is its last member."""
    lines = form == "lines"
    if not lines:
        sink.write(
            b'{"@context":' + _json(CONTEXT) + b',"id":"urn:onrecord:annotations",'
            b'"type":"AnnotationCollection","first":{"id":"urn:onrecord:annotations:1",'
            b'"type":"AnnotationPage","partOf":"urn:onrecord:annotations","startIndex":0,"items":['
        )
    count = 0
    for record in records:
        lost.note("texts of documents (the marked words alone are held)", record.document.name)
        leave_out(lost, record, "dropped")
        for annotation in annotations_of(record):
            if lines:
                sink.write(_json({"@context": CONTEXT, **annotation}) + b"\n")
            else:
                sink.write((b",\n" if count else b"\n") + _json(annotation))
            count += 1
    if not lines:
        sink.write(b'\n]},"total":' + str(count).encode() + b"}\n")


def annotations_of(record: Record) -> Iterator[dict[str, Any]]:
    """The annotations of one record, without their context, layer by layer in text order."""
    make = _Maker(record)
    for actor in record.actors:
        for n, mention in enumerate(actor.mentions):
            bodies = make.named(actor.name, "actor", actor.kind)
            if actor.wikidata:
                bodies.append(_link(f"http://www.wikidata.org/entity/{actor.wikidata}"))
            yield make.annotation(f"{actor.id}:{n}", "identifying", bodies, (mention.span,),
                                  {"onrecord:form": mention.form})  # fmt: skip
        for n, role in enumerate(actor.roles):
            told = f"{actor.name}: {role.title}" + (f" of {role.of}" if role.of else "")
            yield make.annotation(f"{actor.id}:role:{n}", "describing",
                                  [_text(told, "describing")], (role.span,))  # fmt: skip
    yield from make.places_and_times()
    yield from make.issues()
    yield from make.statements()
    yield from make.positions()
    yield from make.events()


class _Maker:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.document.text
        self.names = {a.id: a.name for a in record.actors}
        self.labels = {i.id: i.label for i in record.issues}
        self.places = {p.id: p.name for p in record.places}
        self.times = {t.id: t.value for t in record.times}
        document = record.document
        self.source = document.url or f"urn:sha256:{document.id}"

    def places_and_times(self) -> Iterator[dict[str, Any]]:
        for place in self.record.places:
            for n, span in enumerate(place.mentions):
                bodies = self.named(place.name, "place", place.kind)
                if place.geonames:
                    bodies.append(_link(f"https://sws.geonames.org/{place.geonames}/"))
                yield self.annotation(f"{place.id}:{n}", "identifying", bodies, (span,))
        for when in self.record.times:
            bodies = [_text("time", "tagging"), _text(when.value or when.type, "identifying")]
            more = {"onrecord:timex": when.type}
            yield self.annotation(when.id, "identifying", bodies, (when.span,), more)

    def issues(self) -> Iterator[dict[str, Any]]:
        for issue in self.record.issues:
            for n, spans in enumerate(issue.mentions):
                bodies = self.named(issue.label, "issue", None)
                yield self.annotation(f"{issue.id}:{n}", "tagging", bodies, spans)

    def statements(self) -> Iterator[dict[str, Any]]:
        for s in self.record.statements:
            speakers = [self.names[i] for i in s.speakers]
            who = " and ".join(speakers) or "an unnamed source"
            yield self.annotation(
                s.id, "describing",
                [_text("statement", "tagging"), _text(s.kind, "classifying"),
                 _text(f"said by {who}", "describing")],
                s.content,
                {"onrecord:speakers": speakers, "onrecord:voice": s.voice,
                 "onrecord:source": self.words(s.source), "onrecord:cue": self.words(s.cue),
                 "onrecord:said": self.times.get(s.said or ""),
                 "onrecord:place": self.places.get(s.place or ""),
                 "onrecord:addressees": [self.names[i] for i in s.addressees],
                 "onrecord:within": self.urn(s.within) if s.within else None,
                 **self.made(s.confidence, s.by)},
            )  # fmt: skip

    def positions(self) -> Iterator[dict[str, Any]]:
        for p in self.record.positions:
            actor, issue = self.names[p.actor], self.labels[p.issue]
            told = _text(f"{actor}: {p.stance}: {issue}", "describing")
            bodies = [_text("position", "tagging"), _text(p.stance, "classifying"),
                      _text(issue, "tagging"), told]  # fmt: skip
            yield self.annotation(
                p.id, "assessing", bodies, p.evidence,
                {"onrecord:actor": actor, "onrecord:issue": issue, "onrecord:stance": p.stance,
                 "onrecord:voice": p.voice, "onrecord:condition": self.words(p.condition or ()),
                 "onrecord:statement": self.urn(p.statement) if p.statement else None,
                 **self.made(p.confidence, p.by)},
            )  # fmt: skip

    def events(self) -> Iterator[dict[str, Any]]:
        for e in self.record.events:
            yield self.annotation(
                e.id, "classifying",
                [_text("event", "tagging"), _text(e.type, "classifying")],
                e.trigger,
                {"onrecord:mode": e.mode, "onrecord:status": e.status,
                 "onrecord:actors": [self.names[i] for i in e.actors],
                 "onrecord:recipients": [self.names[i] for i in e.recipients],
                 "onrecord:time": self.times.get(e.time or ""),
                 "onrecord:places": [self.places[i] for i in e.places],
                 "onrecord:statement": self.urn(e.statement) if e.statement else None,
                 **self.made(e.confidence, e.by)},
            )  # fmt: skip

    def named(self, name: str, of: str, kind: str | None) -> list[Body]:
        classes = [_text(kind, "classifying")] if kind else []
        return [_text(of, "tagging"), *classes, _text(name, "identifying")]

    def made(self, confidence: float, by: str) -> dict[str, Any]:
        """A person is the creator of what he coded, a step the generator of what it found."""
        person = coder_of(by) != by
        agent = {"type": "Person" if person else "Software", "name": coder_of(by)}
        said = {"creator" if person else "generator": agent, "onrecord:confidence": confidence}
        return {**said, "onrecord:by": by}

    def annotation(
        self,
        id: str,
        motivation: str,
        bodies: list[Body],
        spans: Spans,
        more: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        targets = [self.target(start, end) for start, end in spans]
        known = {k: v for k, v in (more or {}).items() if v not in (None, [], "")}
        return {
            "id": self.urn(id),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets,
            **known,
        }

    def target(self, start: int, end: int) -> dict[str, Any]:
        quote = {
            "type": "TextQuoteSelector",
            "exact": self.text[start:end],
            "prefix": self.text[max(0, start - _AROUND) : start],
            "suffix": self.text[end : end + _AROUND],
        }
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"type": "SpecificResource", "source": self.source, "selector": [quote, position]}

    def urn(self, id: str) -> str:
        """An id is unique in its document; the annotation's must be unique everywhere."""
        return f"urn:onrecord:{self.record.document.id[:16]}:{id}"

    def words(self, spans: Spans) -> str:
        return self.record.document.words(*spans)


def _text(value: str, purpose: str) -> Body:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


def _link(address: str) -> Body:
    return {"type": "SpecificResource", "source": address, "purpose": "identifying"}


def _json(value: Any) -> bytes:
    # Half characters (lone surrogates) have no UTF-8: they are written as escapes.
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii")
