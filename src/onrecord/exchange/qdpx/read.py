"""A REFI-QDA project → records: passages coded with an actor, an issue and a stance.

After the REFI-QDA standard 1.5: a zip with `project.qde` (XML) and the sources as plain text.
Codes that stand on one passage by one coder belong together; so do passages that a link ties
(named condition, statement, source, cue), which is how our own files say it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Literal

from onrecord.errors import EmptyInput, InputError, MissingInput, OnrecordError, UndecodableInput
from onrecord.exchange.codes import Codes, Meaning
from onrecord.exchange.coding import Coding, Named, Said, Stand, by_of
from onrecord.exchange.losses import Lost
from onrecord.exchange.utf16 import Utf16
from onrecord.model import Record, Span, Spans, Text, kinds
from onrecord.sources.outcome import Failure

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT = "qdpx/1"
SPACE = "{urn:QDA-XML:project:1.0}"
MAX_BYTES = 2**30  # of one member, unpacked: more than any text; stops a zip bomb
# What zipfile raises for archives that are cut, encrypted, or packed in a way it does not know.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    struct.error,
)
_LINKS = ("condition", "statement", "source", "cue")


def read_qdpx(
    source: Path | BinaryIO,
    *,
    codes: Codes | Path | None = None,
    units: Literal["points", "utf16"] = "points",
    lost: Lost | None = None,
) -> Iterator[Record | Failure]:
    """One record a text source, in the project's order; `by` is “qdpx/1 coder NAME”.

    `codes` says what codes mean (default: codes.toml); those it does not know are counted in
    the record's `dropped`. `units` says in what the program that wrote the file counts: the
    standard says code points, some count UTF-16 units. What is no coded text (pictures, sets,
    graphs) is counted in `lost`. Raises `InputError` where the file as a whole cannot be read.
    """
    where = str(source) if isinstance(source, Path) else "-"
    try:
        archive = zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise MissingInput("no such file", where=where, hint="check the path") from error
    except _BROKEN as error:
        raise InputError("not a REFI-QDA project", where=where, hint="a .qdpx file") from error
    with archive:
        root = _project(archive, where)
        project = Project.of(root, Codes.of(codes))
        if lost is not None:
            _leave_out(root, lost)
        for element in root.findall(f"{SPACE}Sources/{SPACE}TextSource"):
            try:
                yield _record(archive, element, project, units, where)
            except OnrecordError as error:
                yield Failure(error)


@dataclass(frozen=True, slots=True)
class Project:
    """What holds for all sources: code guid → path and meaning, users, links by origin."""

    paths: dict[str, tuple[str, ...]]
    meanings: dict[str, Meaning | None]
    users: dict[str, str]
    variables: dict[str, str]
    links: dict[str, list[tuple[str, str]]]
    origin: str

    @classmethod
    def of(cls, root: Element, codes: Codes) -> Project:
        """Reads code book, users and links of a project."""
        paths: dict[str, tuple[str, ...]] = {}

        def walk(element: Element, above: tuple[str, ...]) -> None:
            for code in element.findall(f"{SPACE}Code"):
                path = (*above, (code.get("name") or "").strip())
                paths[_guid(code)] = path
                walk(code, path)

        for book in root.findall(f"{SPACE}CodeBook/{SPACE}Codes"):
            walk(book, ())
        links: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for link in root.findall(f"{SPACE}Links/{SPACE}Link"):
            name = (link.get("name") or "").casefold()
            links[_plain(link.get("originGUID"))].append((name, _plain(link.get("targetGUID"))))
        return cls(
            paths,
            {guid: codes.meaning(path) for guid, path in paths.items()},
            {_guid(u): u.get("name") or "" for u in root.findall(f"{SPACE}Users/{SPACE}User")},
            {_guid(v): v.get("name") or "" for v in root.iter(f"{SPACE}Variable")},
            links,
            (root.get("origin") or "").casefold(),
        )


@dataclass(slots=True)
class Passage:
    """One coded selection: where, by whom, and what its codes mean."""

    guid: str
    span: Span
    coder: str
    meanings: list[Meaning] = field(default_factory=list)

    def values(self, means: str) -> list[str]:
        """The values of the codes that mean this."""
        return [m.value for m in self.meanings if m.means == means]

    def actors(self) -> tuple[Named, ...]:
        """The actors among the codes."""
        return tuple(Named(m.value, m.kind) for m in self.meanings if m.means == "actor")


def _project(archive: zipfile.ZipFile, where: str) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    names = [n for n in archive.namelist() if n.lower().endswith(".qde") and "/" not in n]
    if not names:
        raise InputError("no project.qde in it", where=where, hint="a REFI-QDA .qdpx file")
    try:
        root: Element = fromstring(_bytes(archive, names[0], where))
    except (ParseError, DefusedXmlException) as error:
        raise InputError(f"{names[0]} is no XML that we read: {error}", where=where) from error
    return root


def _bytes(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    try:
        with archive.open(name) as stream:
            data = stream.read(MAX_BYTES + 1)
    except KeyError as error:
        raise MissingInput(f"no member {name}", where=where) from error
    except _BROKEN as error:
        raise InputError(f"{name} cannot be unpacked: {error}", where=where) from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{name} is over {MAX_BYTES} bytes", where=where)
    return data


def _record(
    archive: zipfile.ZipFile, element: Element, project: Project, units: str, where: str
) -> Record:
    text = _text(archive, element, project, where)
    coding = Coding(text, FORMAT)
    of_units = Utf16(text.text) if units == "utf16" else None
    passages: list[Passage] = []
    for selection in element.findall(f"{SPACE}PlainTextSelection"):
        try:
            start, end = (int(selection.get(f"{e}Position", "")) for e in ("start", "end"))
        except ValueError:
            coding.drop("a selection without positions")
            continue
        if of_units:
            start, end = of_units.to_point(start), of_units.to_point(end)
        span = coding.span(start, end)
        if span is not None:
            passages += _passages(selection, span, project, coding)
        notes = selection.findall(f"{SPACE}NoteRef") + selection.findall(f"{SPACE}Description")
        coding.drop("a note on a passage", len(notes))
    coding.drop("a note on a text", len(element.findall(f"{SPACE}NoteRef")))
    values = element.findall(f"{SPACE}VariableValue")
    coding.drop("a value of a variable", sum(1 for v in values if not _dates(v, project)))
    take(coding, passages, project.links)
    return coding.record()


def _text(archive: zipfile.ZipFile, element: Element, project: Project, where: str) -> Text:
    name = element.get("name") or element.get("guid") or "-"
    content = element.findtext(f"{SPACE}PlainTextContent")
    if content is None:
        path = element.get("plainTextPath") or ""
        if not path.startswith("internal://"):
            raise MissingInput(
                f"the text of “{name}” lies outside of the project ({path or 'no path'})",
                where=where,
                hint="export the project with its sources",
            )
        member = _member(archive, path.removeprefix("internal://"))
        data = _bytes(archive, member, where)
        try:
            content = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UndecodableInput(f"“{name}” is not UTF-8", where=where) from error
        if "atlas" in project.origin:  # counts a line end as one character, writes two
            content = content.replace("\r\n", "\n")
    if not content:
        raise EmptyInput(f"“{name}” holds no words", where=where)
    published = _published(element, project)
    return Text.of(content, name=name, title=name, published=published)


def _published(element: Element, project: Project) -> date | None:
    for value in element.findall(f"{SPACE}VariableValue"):
        if _dates(value, project):
            try:
                return date.fromisoformat((value.findtext(f"{SPACE}DateValue") or "")[:10])
            except ValueError:
                continue
    return None


def _dates(value: Element, project: Project) -> bool:
    """Whether a value of a variable is the day of the text."""
    ref = value.find(f"{SPACE}VariableRef")
    name = project.variables.get(_plain(ref.get("targetGUID")), "") if ref is not None else ""
    return name.casefold() in ("published", "date") and value.find(f"{SPACE}DateValue") is not None


def _member(archive: zipfile.ZipFile, file: str) -> str:
    """Programs write the folder as Sources or sources: look by the file's name."""
    names = {PurePosixPath(n).name.casefold(): n for n in archive.namelist()}
    return names.get(file.casefold(), f"Sources/{file}")


def _passages(
    selection: Element, span: Span, project: Project, coding: Coding
) -> Iterator[Passage]:
    """The codings of one selection, a passage a coder."""
    by_coder: dict[str, Passage] = {}
    for element in selection.findall(f"{SPACE}Coding"):
        user = element.get("creatingUser") or selection.get("creatingUser")
        coder = project.users.get(_plain(user), "")
        passage = by_coder.setdefault(coder, Passage(_guid(selection), span, coder))
        for ref in element.findall(f"{SPACE}CodeRef"):
            guid = _plain(ref.get("targetGUID"))
            meaning = project.meanings.get(guid)
            if meaning is None:
                coding.drop(f"the code “{'/'.join(project.paths.get(guid, ('?',)))}” is not mapped")
            elif meaning.means != "ignore":
                passage.meanings.append(meaning)
    yield from by_coder.values()


def take(
    coding: Coding, passages: Iterable[Passage], links: dict[str, list[tuple[str, str]]]
) -> None:
    """Passages → statements, positions and mentions."""
    merged = _merged(list(passages))
    by_guid = {p.guid: p for p in merged}
    tied = {
        p.guid: {n: by_guid[t] for n, t in links.get(p.guid, ()) if n in _LINKS and t in by_guid}
        for p in merged
    }
    used = {p.guid for several in tied.values() for p in several.values()}
    loose = [p for p in merged if p.values("condition") and p.guid not in used]
    by_coder = _Conditions(loose)
    said = {p.guid: _said(p, tied[p.guid], coding) for p in merged if p.values("statement")}
    for made in said.values():
        coding.said(made)
    for p in merged:
        condition = tied[p.guid].get("condition")
        spans: Spans = (condition.span,) if condition else ()
        if p.values("stance"):
            if not condition:
                near = by_coder.over(p)
                spans = tuple(c.span for c in near)
                used.update(c.guid for c in near)
            statement = tied[p.guid].get("statement", p)
            _stand(coding, p, spans, said.get(statement.guid))
        elif not p.values("statement"):
            for actor in p.actors():
                coding.mention(actor, p.span)
            for issue in p.values("issue"):
                coding.issue(issue, (p.span,))
    coding.drop("a condition without a position", sum(1 for c in loose if c.guid not in used))


class _Conditions:
    """Passages coded as conditions, found by coder and place without looking at all of them."""

    def __init__(self, passages: list[Passage]) -> None:
        self._of: dict[str, list[Passage]] = defaultdict(list)
        for p in sorted(passages, key=lambda p: p.span):
            self._of[p.coder].append(p)
        self._longest = max((p.span.end - p.span.start for p in passages), default=0)

    def over(self, p: Passage) -> list[Passage]:
        """Those of the same coder that share a character with the passage."""
        mine = self._of.get(p.coder, [])
        first = bisect_left(mine, p.span.start - self._longest, key=lambda c: c.span.start)
        last = bisect_left(mine, p.span.end, key=lambda c: c.span.start)
        return [c for c in mine[first:last] if c.span.overlaps(p.span)]


def _merged(passages: list[Passage]) -> list[Passage]:
    """Those that are not whole in themselves, joined where coder and passage are the same.

    Some programs write one selection for all codes of a passage, others one for each code.
    """
    merged: list[Passage] = []
    open_ones: dict[tuple[str, Span], Passage] = {}
    for p in passages:
        whole = p.actors() and ((p.values("stance") and p.values("issue")) or p.values("statement"))
        if whole or p.values("source") or p.values("cue"):
            merged.append(p)
        elif known := open_ones.get((p.coder, p.span)):
            known.meanings += p.meanings
        else:
            open_ones[p.coder, p.span] = p
            merged.append(p)
    return merged


def _said(p: Passage, tied: dict[str, Passage], coding: Coding) -> Said:
    kind, voice = (next(iter(p.values(of)), None) for of in ("statement", "voice"))
    source, cue = tied.get("source"), tied.get("cue")
    return Said(
        (p.span,),
        p.actors(),
        by_of(FORMAT, p.coder),
        source=(source.span,) if source else (),
        cue=(cue.span,) if cue else (),
        kind=kind if kind in kinds("statement_kind") else None,
        voice=voice if voice in kinds("voice") else None,
    )


def _stand(coding: Coding, p: Passage, condition: Spans, said: Said | None) -> None:
    stances = list(dict.fromkeys(p.values("stance")))
    actors, issues = p.actors(), p.values("issue")
    if len(stances) > 1:
        coding.drop("a passage with several stances: which holds for whom is not told")
    elif not actors or not issues:
        missing = "an actor" if not actors else "an issue"
        coding.drop(f"a passage with a stance and without {missing}")
    else:
        voice = next(iter(p.values("voice")), None)
        for actor in actors:
            for issue in issues:
                by = by_of(FORMAT, p.coder)
                coding.stand(
                    Stand(actor, issue, stances[0], (p.span,), by, condition or None, voice, said)
                )


def _leave_out(root: Element, lost: Lost) -> None:
    for element in root.findall(f"{SPACE}Sources/*"):
        kind = element.tag.removeprefix(SPACE)
        lost.note(f"sources that are no plain text ({kind})", element.get("name"),
                  kind != "TextSource")  # fmt: skip
    for folder in ("Cases/Case", "Notes/Note", "Sets/Set", "Graphs/Graph"):
        path = "/".join(SPACE + part for part in folder.split("/"))
        for element in root.findall(path):
            lost.note(f"{folder.partition('/')[0].lower()} of the project", element.get("name"))


def _guid(element: Element) -> str:
    return _plain(element.get("guid"))


def _plain(guid: str | None) -> str:
    """Programs differ in case and braces."""
    return (guid or "").strip("{}").casefold()
