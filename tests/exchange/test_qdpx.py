"""REFI-QDA projects come in as other programs write them, and ours go out and come back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from onrecord.errors import InputError, MissingInput, OnrecordError
from onrecord.exchange.codes import Codes
from onrecord.exchange.losses import Lost
from onrecord.exchange.qdpx import read_qdpx, write_qdpx
from onrecord.exchange.qdpx.read import SPACE
from onrecord.model import FORMAT, Actor, Issue, Position, Record, Span, Text
from onrecord.sources.outcome import Failure

TEXT = "🙂 Ek backs the bridge.\nThe union rejects the bridge, if jobs go."

BOOK = """
<Code guid="C0" name="Actor" isCodable="false">
  <Code guid="C1" name="Karin Ek" isCodable="true"/>
  <Code guid="C2" name="party" isCodable="false"><Code guid="C3" name="The union" isCodable="true"/></Code>
</Code>
<Code guid="C4" name="Issue" isCodable="true"><Code guid="C5" name="build the bridge" isCodable="true"/></Code>
<Code guid="C6" name="Stance" isCodable="false">
  <Code guid="C7" name="Pro" isCodable="true"/><Code guid="C8" name="Opposes" isCodable="true"/>
</Code>
<Code guid="C9" name="Condition" isCodable="true"/>
<Code guid="CA" name="Weather" isCodable="true"><Description>rain</Description></Code>
"""  # noqa: E501


def selection(words: str, *codes: str, user: str = "U1", n: int = 0) -> str:
    start = TEXT.index(words)
    codings = "".join(
        f'<Coding guid="K{start}{n}{c}" creatingUser="{user}"><CodeRef targetGUID="{c}"/></Coding>'
        for c in codes
    )
    return (
        f'<PlainTextSelection guid="S{start}{n}{"".join(codes)}" startPosition="{start}" '
        f'endPosition="{start + len(words)}">{codings}</PlainTextSelection>'
    )


def project(
    selections: Iterable[str],
    *,
    text: bytes = TEXT.encode(),
    origin: str = "MAXQDA 24",
    folder: str = "sources",
    more: str = "",
    path: str = "internal://T1.txt",
) -> io.BytesIO:
    """A project as other programs write it, with what each of them does in its own way."""
    qde = f"""<?xml version="1.0" encoding="utf-8"?>
<Project name="p" origin="{origin}" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="{{u1}}" name="Ida"/><User guid="U2" name="Ole"/></Users>
<CodeBook><Codes>{BOOK}</Codes></CodeBook>
<Variables><Variable guid="V1" name="Date" typeOfVariable="Date"/></Variables>
<Sources><TextSource guid="T1" name="The bridge" plainTextPath="{path}">
{"".join(selections)}
<VariableValue><VariableRef targetGUID="V1"/><DateValue>2024-05-22</DateValue></VariableValue>
</TextSource>{more}</Sources></Project>"""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("project.qde", qde)
        archive.writestr(f"{folder}/t1.TXT", text)
    stream.seek(0)
    return stream


def read(*selections: str, **more: Any) -> Record:
    (record,) = read_qdpx(project(selections, **more))
    assert isinstance(record, Record)
    return record


def told(record: Record) -> list[tuple[str, str, str, str]]:
    return [
        (record.actor(p.actor).name, p.stance, record.issue(p.issue).label,
         record.document.words(*p.evidence))
        for p in record.positions
    ]  # fmt: skip


BACKS = ("Karin Ek", "supports", "build the bridge", "Ek backs the bridge")


def test_codes_on_one_passage_are_a_position() -> None:
    record = read(selection("Ek backs the bridge", "C1", "C5", "C7"))
    assert told(record) == [BACKS]
    assert record.positions[0].by == "qdpx/1 coder Ida"


def test_a_selection_a_code_is_the_same() -> None:
    codes = ("C1", "C5", "C7")
    record = read(*(selection("Ek backs the bridge", c) for c in codes))
    assert told(record) == [BACKS]


def test_two_coders_are_kept_apart() -> None:
    mine, yours = (selection("Ek backs the bridge", "C1", "C5", "C7", user=u) for u in ("U1", "U2"))
    record = read(mine, yours)
    assert [p.by for p in record.positions] == ["qdpx/1 coder Ida", "qdpx/1 coder Ole"]
    half, other = selection("Ek backs", "C1", "C5"), selection("Ek backs", "C7", user="U2")
    assert read(half, other).positions == ()


def test_a_condition_that_overlaps_belongs_to_the_position_of_its_coder() -> None:
    record = read(
        selection("The union rejects the bridge, if jobs go", "C3", "C5", "C8"),
        selection("if jobs go", "C9"),
    )
    (position,) = record.positions
    assert position.condition
    assert record.document.words(*position.condition) == "if jobs go"
    assert record.actor(position.actor).kind == "party"
    assert record.dropped == ()


def test_an_actor_or_issue_alone_is_a_mention() -> None:
    record = read(selection("The union", "C3"), selection("the bridge", "C5"))
    assert [m.form for m in record.actors[0].mentions] == ["name"]
    assert [record.document.words(*m) for m in record.issues[0].mentions] == ["the bridge"]


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (("C1", "C5", "C7", "C8"), "several stances"),
        (("C5", "C7"), "without an actor"),
        (("C1", "C7"), "without an issue"),
        (("CA",), "“Weather” is not mapped"),
        (("C9",), "a condition without a position"),
    ],
)
def test_what_makes_no_position_is_counted(codes: tuple[str, ...], reason: str) -> None:
    record = read(selection("Ek backs the bridge", *codes))
    assert record.positions == ()
    assert [d.count for d in record.dropped if reason in d.reason] == [1]


def test_the_text_has_its_name_and_its_day() -> None:
    document = read().document
    assert (document.title, str(document.published)) == ("The bridge", "2024-05-22")


def test_offsets_in_utf_16_can_be_asked_for() -> None:
    start = TEXT.index("Ek backs") + 1  # the face before it is two units
    made = selection("Ek backs the bridge", "C1", "C5", "C7").replace(
        f'"{start - 1}"', f'"{start}"').replace(f'"{start + 18}"', f'"{start + 19}"')  # fmt: skip
    (record,) = read_qdpx(project([made]), units="utf16")
    assert isinstance(record, Record)
    assert told(record) == [BACKS]


def test_atlas_counts_a_line_end_as_one() -> None:
    made = selection("The union rejects the bridge", "C3", "C5", "C8")
    record = read(made, text=TEXT.replace("\n", "\r\n").encode(), origin="ATLAS.ti")
    assert told(record)[0][3] == "The union rejects the bridge"


def test_a_byte_order_mark_is_no_character() -> None:
    made = selection("Ek backs the bridge", "C1", "C5", "C7")
    assert told(read(made, text=b"\xef\xbb\xbf" + TEXT.encode())) == [BACKS]


def test_a_passage_outside_of_the_text_is_counted() -> None:
    wrong = '<PlainTextSelection guid="S" startPosition="5" endPosition="999"/>'
    none = '<PlainTextSelection guid="S" endPosition="9"/>'
    assert sum(d.count for d in read(wrong, none).dropped) == 2


def test_sources_that_are_no_text_are_told() -> None:
    lost = Lost()
    list(read_qdpx(project([], more='<PictureSource guid="P" name="map"/>'), lost=lost))
    assert [(x.what, x.example) for x in lost.told()] == [
        ("sources that are no plain text (PictureSource)", "map")
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"path": "relative:///x.txt"}, "outside of the project"),
        ({"path": "internal://T9.txt"}, "no member"),
        ({"text": b"\xff\xff"}, "not UTF-8"),
        ({"text": b""}, "no words"),
    ],
)
def test_a_source_that_cannot_be_read_is_a_failure(more: dict[str, Any], told: str) -> None:
    (failure,) = read_qdpx(project([], **more))
    assert isinstance(failure, Failure)
    assert told in str(failure)


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]><Project xmlns="urn:QDA-XML:project:1.0" name="&b;"/>'


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({}, "no project.qde"),
        ({"project.qde": b"<Project"}, "no XML"),
        ({"project.qde": ENTITIES}, "no XML"),
    ],
)
def test_what_is_no_project_is_told(members: dict[str, bytes], told: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(InputError, match=told):
        list(read_qdpx(stream))


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(read_qdpx(tmp_path / "no.qdpx"))
    (tmp_path / "a.qdpx").write_bytes(b"no zip")
    with pytest.raises(InputError, match="not a REFI-QDA"):
        list(read_qdpx(tmp_path / "a.qdpx"))


def test_a_mapping_of_ones_own_reads_other_trees(tmp_path: Path) -> None:
    (tmp_path / "codes.toml").write_text(
        '[[rule]]\ncode = "Weather"\nmeans = "actor"\nvalue = "The Met"\n'
    )
    codes = Codes.load(tmp_path / "codes.toml")
    (record,) = read_qdpx(project([selection("The union", "CA", "C1")]), codes=codes)
    assert isinstance(record, Record)
    assert [a.name for a in record.actors] == ["The Met"]
    assert ["Actor/Karin Ek" in d.reason for d in record.dropped] == [True]


def written(*records: Record) -> io.BytesIO:
    stream = io.BytesIO()
    write_qdpx(records, stream)
    stream.seek(0)
    return stream


def test_what_we_write_comes_back_mark_by_mark() -> None:
    record = handmade.bridge()
    (back,) = read_qdpx(written(record))
    assert isinstance(back, Record)
    assert back.document.text == record.document.text
    assert back.document.published == record.document.published
    plain = [replace(p, by="", confidence=1.0) for p in record.positions]
    assert [replace(p, by="") for p in back.positions] != []
    hulled = {s.id: s for s in back.statements}
    for mine, theirs in zip(plain, back.positions, strict=True):
        assert replace(theirs, by="", statement=None) == replace(mine, statement=None)
        assert (theirs.statement is None) == (mine.statement is None)
        assert theirs.statement is None or theirs.statement in hulled
    whole = [s for s in record.statements if len(s.content) == 1]
    for statement in whole:
        same = hulled[statement.id]
        assert (same.speakers, same.source, same.cue, same.voice, same.kind) == (
            statement.speakers, statement.source, statement.cue, statement.voice, statement.kind,
        )  # fmt: skip
    assert {(a.name, a.kind, tuple(m.span for m in a.mentions)) for a in back.actors} == {
        (a.name, a.kind, tuple(m.span for m in a.mentions)) for a in record.actors
    }
    assert {(i.label, i.mentions) for i in back.issues} == {
        (i.label, i.mentions) for i in record.issues
    }
    assert back.dropped == ()


def test_a_project_of_ours_goes_through_to_the_byte() -> None:
    first = written(handmade.bridge(), handmade.bare())
    back = [r for r in read_qdpx(first) if isinstance(r, Record)]
    second = written(*back)
    again = [r for r in read_qdpx(second) if isinstance(r, Record)]
    assert written(*again).getvalue() == second.getvalue()


def test_the_project_has_its_parts_in_the_order_of_the_standard() -> None:
    with zipfile.ZipFile(written(handmade.bridge())) as archive:
        root = ET.fromstring(archive.read("project.qde"))
        sources = [n for n in archive.namelist() if n.startswith("Sources/")]
    parts = [e.tag.removeprefix(SPACE) for e in root]
    assert parts == ["Users", "CodeBook", "Variables", "Sources", "Links"]
    guids = [e.get("guid") for e in root.iter() if e.get("guid")]
    assert len(set(guids)) == len(guids)
    known = set(guids)
    assert all(e.get("targetGUID") in known for e in root.iter() if e.get("targetGUID"))
    text = root.find(f"{SPACE}Sources/{SPACE}TextSource")
    assert text is not None
    assert sources == [f"Sources/{text.get('guid')}.txt"]


def test_what_a_project_cannot_hold_is_told() -> None:
    told = {x.what: x.count for x in write_qdpx([handmade.bridge()], io.BytesIO())}
    assert told["events"] == 2
    assert told["gaps in broken passages"] == 1
    assert told["confidence of marks"] == 11


names = st.text(min_size=1, max_size=8).filter(lambda n: n.strip() == n)


@given(st.text(min_size=1), names, names, st.data())
def test_any_text_and_any_name_give_a_project_that_reads(
    words: str, name: str, label: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(words))))
    text, ek, issue = Text.of(words), Actor.of(name, "person"), Issue.of(label)
    position = Position(
        Position.id_of(text.id, ek.id, issue.id, "open", (span,)), ek.id, issue.id, "open", None,
        "author", (span,), None, 1.0, "hand",
    )  # fmt: skip
    record = Record(FORMAT, text, actors=(ek,), issues=(issue,), positions=(position,))
    (back,) = read_qdpx(written(record))
    assert isinstance(back, Record)
    assert [p.evidence for p in back.positions] == [(span,)]
    assert len(back.document.text) == len(words)


@given(st.integers(0, 400), st.binary(max_size=4))
def test_a_damaged_file_is_told_and_raises_nothing_else(at: int, bytes_: bytes) -> None:
    whole = project([selection("Ek backs the bridge", "C1", "C5", "C7")]).getvalue()
    place = at * len(whole) // 400
    damaged = whole[:place] + bytes_ + whole[place + len(bytes_) :]
    try:
        found = list(read_qdpx(io.BytesIO(damaged)))
    except OnrecordError:
        return
    assert len(found) <= 1
