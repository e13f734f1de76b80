"""brat's stand-off files come in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import MissingInput
from onrecord.exchange.brat import read_brat
from onrecord.model import Record
from onrecord.sources.outcome import Failure

TEXT = (
    "“We will sign,” said 🙂 Amara Okafor. "
    "The union rejects the merger unless, she said, jobs stay."
)


def at(*words: str) -> str:
    return ";".join(f"{TEXT.index(w)} {TEXT.index(w) + len(w)}" for w in words)


def bound(n: int, type: str, *words: str) -> str:
    return f"T{n}\t{type} {at(*words)}\t{' '.join(words)}"


def read(tmp_path: Path, *lines: str, **more: Any) -> Record:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "a.ann").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    (record,) = read_brat(tmp_path, **more)
    assert isinstance(record, Record)
    return record


POSITION = (
    bound(1, "Actor", "The union"),
    bound(2, "Issue", "the merger"),
    bound(3, "Position", "rejects"),
    bound(4, "Condition", "unless", "jobs stay"),
    "E1\tPosition:T3 Actor:T1 Issue:T2 Condition:T4",
    "A1\tStance E1 opposes",
)


def test_an_event_is_a_position_with_its_condition(tmp_path: Path) -> None:
    record = read(tmp_path, *POSITION)
    (position,) = record.positions
    assert record.actor(position.actor).name == "The union"
    assert record.issue(position.issue).label == "the merger"
    assert record.document.words(*position.evidence) == "rejects"
    assert position.condition
    assert record.document.words(*position.condition) == "unless … jobs stay"
    assert (position.stance, position.by) == ("opposes", "brat/1")
    assert record.dropped == ()


def test_the_order_of_lines_does_not_count(tmp_path: Path) -> None:
    assert read(tmp_path, *POSITION) == read(tmp_path, *reversed(POSITION))


def test_the_stance_may_be_the_name_of_the_event(tmp_path: Path) -> None:
    record = read(
        tmp_path, *POSITION[:2], bound(3, "Opposes", "rejects"), "E1\tOpposes:T3 Holder:T1 Topic:T2"
    )
    assert [p.stance for p in record.positions] == ["opposes"]


def test_a_relation_named_after_a_stance_is_a_position(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        bound(1, "Person", "Amara Okafor"),
        bound(2, "Issue", "sign"),
        "R1\tsupports Arg1:T1 Arg2:T2",
    )
    (position,) = record.positions
    assert record.document.words(*position.evidence) == "sign … Amara Okafor"
    assert record.actors[0].kind == "person"


def test_an_attribution_is_a_statement_with_source_cue_and_content(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        bound(1, "Source", "Amara Okafor"),
        bound(2, "Cue", "said"),
        bound(3, "Content", "“We will sign,”"),
        bound(4, "Attribution", "said"),
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
    )
    (statement,) = record.statements
    words = record.document.words
    assert [words(*s) for s in (statement.source, statement.cue, statement.content)] == [
        "Amara Okafor",
        "said",
        "“We will sign,”",
    ]
    assert (statement.kind, statement.voice, statement.speakers) == ("direct", "direct", ())


def test_a_trigger_may_be_the_cue_itself_and_a_piece_may_have_a_number(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        bound(1, "Person", "Amara Okafor"),
        bound(2, "Cue", "said"),
        bound(3, "Content", "“We"),
        bound(4, "Content", "sign,”"),
        "E1\tStatement:T2 Speaker:T1 Source:T1 Cue:T2 Content:T3 Content2:T4",
    )
    (statement,) = record.statements
    assert record.document.words(*statement.content) == "“We … sign,”"
    assert record.document.words(*statement.cue) == "said"
    assert [record.actor(a).name for a in statement.speakers] == ["Amara Okafor"]


def test_a_normalisation_names_the_actor(tmp_path: Path) -> None:
    record = read(tmp_path, *POSITION, "N1\tReference T1 List:7\tDockers’ Union")
    assert [a.name for a in record.actors] == ["Dockers’ Union"]
    assert [m.form for m in record.actors[0].mentions] == ["nominal"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("#1\tAnnotatorNotes T1\thm", "a note"),
        ("*\tEquiv T1 T2", "an equivalence"),
        ("X1\tnothing", "none of brat's"),
        ("T9\tActor x 5\ty", "none of brat's"),
        ("T9\tActor 5 900\ty", "does not lie in its text"),
        (f"T9\tWeather {at('jobs')}\tjobs", "“Weather” is not mapped"),
        (f"T9\tCue {at('jobs')}\tjobs", "“Cue” belongs to nothing"),
        (f"T9\tActor {at('jobs')}\twork", "no longer those"),
        ("A9\tStance E7 opposes", "belongs to nothing"),
    ],
)
def test_what_cannot_be_taken_is_counted_and_the_rest_goes_on(
    tmp_path: Path, line: str, reason: str
) -> None:
    record = read(tmp_path, line, *POSITION)
    assert [d.count for d in record.dropped if reason in d.reason] == [1]
    assert len(record.positions) == 1


@pytest.mark.parametrize("left", [0, 1, 5])
def test_half_a_position_is_counted(tmp_path: Path, left: int) -> None:
    record = read(tmp_path, *(line for n, line in enumerate(POSITION) if n != left))
    assert record.positions == ()
    assert any("a position without" in d.reason for d in record.dropped)


def test_texts_may_lie_in_another_folder(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "a.ann").write_text("\n".join(POSITION), encoding="utf-8")
    (record,) = read_brat(tmp_path / "marks", texts=tmp_path / "texts")
    assert isinstance(record, Record)
    assert len(record.positions) == 1


def test_a_file_without_its_text_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "b.ann").write_text("")
    good, bad = read_brat(tmp_path)
    assert isinstance(good, Record)
    assert isinstance(bad, Failure)
    assert "b.txt" in str(bad)


def test_a_single_file_is_read_by_either_name(tmp_path: Path) -> None:
    record = read(tmp_path, *POSITION)
    for name in ("a.ann", "a.txt"):
        assert list(read_brat(tmp_path / name)) == [record]


def test_nothing_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(read_brat(tmp_path))


pieces = st.sampled_from(
    ["T1", "T2", "E1", "E2", "R1", "A1", "N1", "#1", "*", "\t", " ", ":", ";", "0", "5", "9999",
     "Actor", "Issue", "Position", "Stance", "opposes", "Supports", "Condition", "Arg1", "\n"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
def test_no_file_stops_the_reading(lines: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
        (Path(folder) / "a.ann").write_text(lines, encoding="utf-8", newline="")
        assert len(list(read_brat(Path(folder)))) == 1
