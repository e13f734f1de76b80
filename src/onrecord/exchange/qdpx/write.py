"""Records → a REFI-QDA project: texts, a code tree, coded passages and links between them.

After the REFI-QDA standard 1.5. The same records give the same bytes: ids of the file are made
from content, and no clock is written.
"""

from __future__ import annotations

import hashlib
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree as ET

from onrecord.exchange.coding import coder_of, hull
from onrecord.exchange.csv import put
from onrecord.exchange.losses import Losses, Lost, leave_out, note_halves
from onrecord.model import Actor, Position, Record, Span, Spans, Statement

_SPACE = "urn:QDA-XML:project:1.0"
_NAMES = uuid.UUID("6f6e7265-636f-5264-8000-716470780001")  # “onrecoRd … qdpx”, ours alone
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOURS = {"actor": "#3366CC", "issue": "#CC9933", "stance": "#339966", "condition": "#996699"}


def write_qdpx(
    records: Iterable[Record], target: Path | BinaryIO, *, name: str = "onrecord"
) -> Losses:
    """Write a `.qdpx` that NVivo, MAXQDA, ATLAS.ti, QualCoder and others open.

    Codes: actor/KIND/NAME, issue/LABEL, stance/…, voice/…, statement/…, condition, source, cue;
    `read_qdpx` reads them back with its own mapping. Positions are code points. The texts of
    all records are in memory once.
    """
    lost = Lost()
    project = _Project()
    for record in records:
        project.take(record, lost)
    with zipfile.ZipFile(target, "w") as archive:
        put(archive, "project.qde", project.xml(name))
        for path, content in project.texts.items():
            put(archive, f"Sources/{path}", [content])
    return lost.told()


@dataclass
class _Project:
    texts: dict[str, bytes] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    codes: dict[tuple[str, ...], str] = field(default_factory=dict)
    sources: list[bytes] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    dated: bool = False

    def take(self, record: Record, lost: Lost) -> None:
        """One text with its passages."""
        d = record.document
        guid = _guid("source", d.id, len(self.sources))
        clean = d.text.encode("utf-8", "replace")  # a half of a character becomes one “?”
        note_halves(lost, record)
        mark = b"\xef\xbb\xbf" if d.text.startswith("\ufeff") else b""  # one is dropped on reading
        self.texts[f"{guid}.txt"] = mark + clean
        source = ET.Element("TextSource", guid=guid, name=_xml(d.title or d.name),
                            plainTextPath=f"internal://{guid}.txt")  # fmt: skip
        _Passages(self, record, source, lost).write()
        if d.published:
            self.dated = True
            value = ET.SubElement(source, "VariableValue")
            ET.SubElement(value, "VariableRef", targetGUID=_guid("variable", "published"))
            ET.SubElement(value, "DateValue").text = d.published.isoformat()
        lost.note("addresses of documents", d.url, bool(d.url))
        lost.note("publishers of documents", d.publisher, bool(d.publisher))
        lost.note("file names of documents that have a title", d.name, bool(d.title))
        leave_out(lost, record, "events", "places", "times", "dropped")
        self.sources.append(_bytes(source))  # a tree of all would take ten times as much

    def user(self, name: str) -> str:
        return self.users.setdefault(name, _guid("user", name))

    def code(self, *path: str) -> str:
        for end in range(1, len(path) + 1):
            self.codes.setdefault(path[:end], _guid("code", *path[:end]))
        return self.codes[path]

    def xml(self, name: str) -> Iterator[bytes]:
        """project.qde, its parts in the order that the standard's schema asks for."""
        root = ET.Element("Project", xmlns=_SPACE, name=_xml(name), origin="onrecord")
        root.text = "\n"
        opening, closing = _bytes(root).split(b"\n", 1)
        yield b'<?xml version="1.0" encoding="utf-8"?>\n' + opening + b"\n"
        users = ET.Element("Users")
        for user, guid in self.users.items():
            ET.SubElement(users, "User", guid=guid, name=_xml(user))
        yield _bytes(users)
        if self.codes:
            book = ET.Element("CodeBook")
            self._book(ET.SubElement(book, "Codes"))
            yield _bytes(book)
        if self.dated:
            variables = ET.Element("Variables")
            ET.SubElement(variables, "Variable", guid=_guid("variable", "published"),
                          name="published", typeOfVariable="Date")  # fmt: skip
            yield _bytes(variables)
        yield b"<Sources>\n"
        yield from self.sources
        yield b"</Sources>\n"
        if self.links:
            yield b"<Links>\n"
            for link in self.links:
                yield _bytes(ET.Element("Link", link))
            yield b"</Links>\n"
        yield closing

    def _book(self, top: ET.Element) -> None:
        made: dict[tuple[str, ...], ET.Element] = {(): top}
        parents = {path[:-1] for path in self.codes}
        for path in sorted(self.codes):
            colour = _COLOURS.get(path[0], "#808080")
            made[path] = ET.SubElement(
                made[path[:-1]], "Code", guid=self.codes[path], name=_xml(path[-1]),
                isCodable="false" if path in parents else "true", color=colour,
            )  # fmt: skip


class _Passages:
    """The selections of one source: one a mark, so that what belongs together stays so."""

    def __init__(self, project: _Project, record: Record, source: ET.Element, lost: Lost) -> None:
        self.project = project
        self.record = record
        self.source = source
        self.lost = lost
        self.actors = {a.id: a for a in record.actors}
        self.labels = {i.id: i.label for i in record.issues}
        self.statements: dict[str, str] = {}
        self.selections: list[tuple[Span, ET.Element]] = []

    def write(self) -> None:
        for statement in self.record.statements:
            self.statement(statement)
        for position in self.record.positions:
            self.position(position)
        for actor in self.record.actors:
            for n, mention in enumerate(actor.mentions):
                self.select(f"{actor.id}:{n}", (mention.span,), "", self.actor(actor))
                self.lost.note("which mentions are pronouns", None, mention.form == "pronoun")
            self.lost.note("roles of actors", actor.name, len(actor.roles))
        for issue in self.record.issues:
            for n, spans in enumerate(issue.mentions):
                self.select(f"{issue.id}:{n}", spans, "", self.project.code("issue", issue.label))
        self.selections.sort(key=lambda s: s[0])
        self.source.extend(element for _, element in self.selections)

    def statement(self, s: Statement) -> None:
        code = self.project.code
        codes = [code("statement", s.kind), code("voice", s.voice)]
        codes += [self.actor(self.actors[a]) for a in s.speakers]
        guid = self.statements[s.id] = self.select(s.id, s.content, s.by, *codes)
        for name, spans in (("source", s.source), ("cue", s.cue)):
            if spans:
                self.link(name, guid, self.select(f"{s.id}:{name}", spans, s.by, code(name)))
        self.lost.note("addressees of statements", None, len(s.addressees))
        self.lost.note("statements within others", None, s.within is not None)
        self.lost.note("confidence of marks", s.confidence, s.confidence < 1)

    def position(self, p: Position) -> None:
        code = self.project.code
        codes = (
            self.actor(self.actors[p.actor]),
            code("issue", self.labels[p.issue]),
            code("stance", p.stance),
            code("voice", p.voice),
        )
        guid = self.select(p.id, p.evidence, p.by, *codes)
        if p.condition:
            condition = self.select(f"{p.id}:condition", p.condition, p.by, code("condition"))
            self.link("condition", guid, condition)
        if p.statement:
            self.link("statement", guid, self.statements[p.statement])
        self.lost.note("confidence of marks", p.confidence, p.confidence < 1)

    def actor(self, actor: Actor) -> str:
        return self.project.code("actor", actor.kind, actor.name)

    def select(self, id: str, spans: Spans, by: str, *codes: str) -> str:
        """One passage with its codes: its id in the file."""
        span = hull(spans)
        self.lost.note("gaps in broken passages", None, len(spans) > 1)
        guid = _guid("selection", self.record.document.id, len(self.project.sources), id)
        user: dict[str, str] = {"creatingUser": self.project.user(coder_of(by))} if by else {}
        where = {"guid": guid, "startPosition": str(span.start), "endPosition": str(span.end)}
        element = ET.Element("PlainTextSelection", {**where, **user})
        for n, code in enumerate(codes):
            coding = ET.SubElement(element, "Coding", {"guid": _guid("coding", guid, n), **user})
            ET.SubElement(coding, "CodeRef", targetGUID=code)
        self.selections.append((span, element))
        return guid

    def link(self, name: str, origin: str, target: str) -> None:
        guid = _guid("link", name, origin, target)
        self.project.links.append(
            {"guid": guid, "name": name, "direction": "OneWay", "originGUID": origin,
             "targetGUID": target}
        )  # fmt: skip


def _guid(*parts: object) -> str:
    """An id as the standard asks for (a UUID of version 5), made of what it names."""
    name = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    return str(uuid.UUID(bytes=hashlib.sha1(_NAMES.bytes + name).digest()[:16], version=5))


def _bytes(element: ET.Element) -> bytes:
    ET.indent(element)
    made: bytes = ET.tostring(element, encoding="utf-8")
    return made.removeprefix(b"<?xml version='1.0' encoding='utf-8'?>\n") + b"\n"


def _xml(value: str) -> str:
    """Without the characters that XML 1.0 cannot hold at all.

    >>> _xml("a\\x00b")
    'a\ufffdb'
    """
    return _UNFIT.sub("\ufffd", value)
