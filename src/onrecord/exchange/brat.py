"""brat's stand-off files (`.txt` with `.ann`) → records.

After brat's own description of the format: T text-bound (broken spans too), E events, R
relations, A and M attributes, N normalisations, # notes, * equivalences. Offsets are code points.
Positions are events or relations with an actor, an issue and a stance; see docs/exchange.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError, MissingInput, OnrecordError, UndecodableInput
from onrecord.exchange.codes import Codes
from onrecord.exchange.coding import Coding
from onrecord.exchange.graph import Node, take
from onrecord.model import Record, Span, Spans, Text
from onrecord.sources.outcome import Failure

FORMAT = "brat/1"
_SPANS = re.compile(r"\d+ \d+(?:;\d+ \d+)*")


def read_brat(
    source: Path, *, texts: Path | None = None, codes: Codes | Path | None = None
) -> Iterator[Record | Failure]:
    """One record an `.ann`: of a file, or of a folder and those in it, sorted by name.

    The text lies beside it under the same name with `.txt`, or in the folder `texts`. Lines that
    cannot be read and names that `codes` does not know are counted in the record's `dropped`;
    a file without its text is a `Failure`. Raises `MissingInput` where there is no `.ann`.
    """
    files = sorted(source.rglob("*.ann")) if source.is_dir() else [source.with_suffix(".ann")]
    if not files or not files[0].is_file():
        raise MissingInput("no .ann file", where=str(source), hint="check the path")
    for file in files:
        beside = (texts or file.parent) / f"{file.stem}.txt"
        try:
            text = Text.of(_read(beside), name=beside.name)
            coding = Coding(text, FORMAT)
            nodes, triggers = _nodes(_read(file), coding)
            take(coding, nodes, Codes.of(codes), FORMAT, triggers)
            yield coding.record()
        except OnrecordError as error:
            yield Failure(error)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise MissingInput("no such file", where=str(path), hint="a .txt for each .ann") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise UndecodableInput("not UTF-8", where=str(path)) from error


def _nodes(lines: str, coding: Coding) -> tuple[list[Node], set[str]]:
    """The annotations of one file, and which are triggers; lines may stand in any order."""
    nodes: dict[str, Node] = {}
    triggers: set[str] = set()
    later: list[list[str]] = []
    for line in lines.split("\n"):
        if not line.strip():
            continue
        fields = line.rstrip("\r").split("\t")
        if line[0] == "T" and len(fields) >= 2:
            if node := _text_bound(fields, coding):
                nodes[node.key] = node
        elif line[0] in "ERAMN" and len(fields) >= 2:
            later.append(fields)
        elif line[0] == "#":
            coding.drop("a note")
        elif line[0] == "*":
            coding.drop("an equivalence")
        else:
            coding.drop("a line that is none of brat's")
    for fields in sorted(later, key=lambda f: "ERAMN".index(f[0][0])):
        _add(fields, nodes, triggers, coding)
    return list(nodes.values()), triggers


def _text_bound(fields: list[str], coding: Coding) -> Node | None:
    type, _, where = fields[1].partition(" ")
    if not _SPANS.fullmatch(where):
        coding.drop("a line that is none of brat's")
        return None
    spans: list[Span] = []
    for piece in where.split(";"):
        start, end = piece.split(" ")
        span = coding.span(int(start), int(end))
        if span is None:
            return None
        spans.append(span)
    _compare(fields[2] if len(fields) > 2 else "", tuple(spans), coding)
    return Node(fields[0], type, tuple(sorted(spans)))


def _compare(said: str, spans: Spans, coding: Coding) -> None:
    """brat repeats the words; a text that was changed since shows here."""
    words = " ".join(coding.text.text[s.start : s.end] for s in spans)
    if said and said.split() != words.split():
        coding.drop("a passage whose words are no longer those that were annotated")


def _add(fields: list[str], nodes: dict[str, Node], triggers: set[str], coding: Coding) -> None:
    """An event, relation, attribute or normalisation."""
    id, parts = fields[0], fields[1].split()
    pairs = [part.partition(":")[::2] for part in parts if ":" in part]
    if id[0] == "E" and pairs:
        (type, trigger), *roles = pairs
        node = Node(id, type, nodes[trigger].spans if trigger in nodes else ())
        triggers.add(trigger)
    elif id[0] == "R" and len(pairs) >= 2:
        node, roles = Node(id, parts[0], ()), pairs
    elif id[0] in "AM" and len(parts) >= 2 and parts[1] in nodes:
        value = " ".join(parts[2:]) or "true"  # one without a value holds
        nodes[parts[1]].strings.setdefault(parts[0], []).append(value)
        return
    elif id[0] == "N" and len(parts) >= 2 and parts[1] in nodes and len(fields) > 2:
        nodes[parts[1]].name = fields[2].strip() or None
        return
    else:
        coding.drop("a line that is none of brat's, or belongs to nothing")
        return
    for role, target in roles:
        node.refs.setdefault(role, []).append(target)
    nodes[id] = node
