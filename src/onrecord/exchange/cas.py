"""UIMA CAS (XMI with its type system, or CAS JSON) → records, by dkpro-cassis.

INCEpTION, WebAnno and other UIMA tools write such files. Offsets in them are UTF-16 code units,
which dkpro-cassis turns into code points. Names of types and features: see docs/exchange.md.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from onrecord.errors import EmptyInput, InputError, MissingInput, OnrecordError
from onrecord.exchange.codes import Codes
from onrecord.exchange.coding import Coding
from onrecord.exchange.graph import Node, take
from onrecord.model import Record, Text
from onrecord.sources.outcome import Failure

FORMAT = "cas/1"
MAX_BYTES = 2**30  # of one member of a zip, unpacked
_OWN = ("begin", "end", "sofa", "xmiID", "type", "self")


def read_cas(
    source: Path, *, types: Path | None = None, codes: Codes | Path | None = None
) -> Iterator[Record | Failure]:
    """One record a CAS: of an `.xmi`, a `.json`, a `.zip` of them, or a folder.

    An `.xmi` needs its type system: `types`, or the one `.xml` that lies beside it. A CAS that
    cannot be read is a `Failure`. Raises `OnrecordError` where dkpro-cassis is missing,
    `MissingInput` where there is no CAS.
    """
    try:
        import cassis  # noqa: F401 (tried here, so that the message comes first)
    except ImportError as error:
        raise OnrecordError(
            "CAS files need dkpro-cassis, which is not installed",
            hint="pip install 'onrecord[cas]'",
        ) from error
    named = Codes.of(codes)
    found = False
    for name, data, system in _files(source, types):
        found = True
        try:
            yield _record(name, data, system, named)
        except OnrecordError as error:
            yield Failure(error)
    if not found:
        raise MissingInput("no .xmi or .json", where=str(source), hint="check the path")


def _files(source: Path, types: Path | None) -> Iterator[tuple[str, bytes, bytes | None]]:
    """Name, bytes and type system of each CAS, sorted by name."""
    given = types.read_bytes() if types else None
    if source.is_file() and zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            yield from _members(archive, given)
        return
    files = sorted(p for p in source.rglob("*") if p.is_file()) if source.is_dir() else [source]
    for file in files:
        if file.suffix.lower() in (".xmi", ".json") and file.is_file():
            beside = sorted(file.parent.glob("*.xml"))
            system = given or (beside[0].read_bytes() if len(beside) == 1 else None)
            yield file.name, file.read_bytes(), system


def _members(
    archive: zipfile.ZipFile, given: bytes | None
) -> Iterator[tuple[str, bytes, bytes | None]]:
    infos = sorted(archive.infolist(), key=lambda i: i.filename)
    systems = [i for i in infos if i.filename.lower().endswith(".xml")]
    for info in infos:
        if info.filename.lower().endswith((".xmi", ".json")):
            folder = PurePosixPath(info.filename).parent
            near = [s for s in systems if PurePosixPath(s.filename).parent == folder] or systems
            system = given or (_unpacked(archive, near[0]) if near else None)
            yield info.filename, _unpacked(archive, info), system


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.file_size > MAX_BYTES:
        raise InputError(f"over {MAX_BYTES} bytes", where=info.filename)
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise InputError(f"cannot be unpacked: {error}", where=info.filename) from error


def _record(name: str, data: bytes, system: bytes | None, codes: Codes) -> Record:
    cas = _load(name, data, system)
    words = cas.sofa_string
    if not words:
        raise EmptyInput("there are no words", where=name)
    marks = list(cas.select_all_annotations())
    known = {id(a): str(n) for n, a in enumerate(marks)}
    title = next((t for a in marks if (t := getattr(a, "documentTitle", None))), None)
    coding = Coding(Text.of(words, name=name, title=title), FORMAT)
    nodes = [node for a in marks if (node := _node(a, known, coding))]
    take(coding, nodes, codes, FORMAT)
    return coding.record()


def _load(name: str, data: bytes, system: bytes | None) -> Any:
    import cassis
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that a newer type system has
            if name.lower().endswith(".json"):
                return cassis.load_cas_from_json(io.BytesIO(data))
            if system is None:
                raise MissingInput("no type system for it", where=name, hint="give its .xml too")
            for part in (system, data):
                fromstring(part)  # refuses entities, which lxml would follow
            types = cassis.load_typesystem(io.BytesIO(system))
            return cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=types, lenient=True)
    except OnrecordError:
        raise
    except (ParseError, DefusedXmlException) as error:
        raise InputError(f"no XML that we read: {error}", where=name) from error
    except Exception as error:  # a broken CAS makes cassis raise anything
        raise InputError(f"not a CAS: {error or type(error).__name__}", where=name) from error


def _node(annotation: Any, known: dict[int, str], coding: Coding) -> Node | None:
    """An annotation as a node: features with words are strings, others point."""
    begin, end = getattr(annotation, "begin", None), getattr(annotation, "end", None)
    if begin is None or end is None or begin == end:
        return None
    span = coding.span(begin, end)
    if span is None:
        return None
    node = Node(known[id(annotation)], annotation.type.name, (span,))
    for feature in annotation.type.all_features:
        if feature.name in _OWN:
            continue
        value = getattr(annotation, feature.name, None)
        if isinstance(value, (str, bool, int)):
            node.strings.setdefault(feature.name, []).append(str(value))
            continue
        elements = getattr(value, "elements", None)
        for element in elements if elements is not None else [value]:
            # INCEpTION's links have a role of their own and a target.
            target = getattr(element, "target", element)
            role = getattr(element, "role", None) or feature.name
            if isinstance(target, str):
                node.strings.setdefault(role, []).append(target)
            elif id(target) in known:
                node.refs.setdefault(role, []).append(known[id(target)])
    return node
