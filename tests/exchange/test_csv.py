"""Tables go out as CSV; positions that somebody coded in a spreadsheet come in."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from onrecord.errors import DataError, EmptyInput, MissingInput, UndecodableInput
from onrecord.exchange.csv import guard, unguard, write_csv
from onrecord.exchange.frames import columns
from onrecord.exchange.losses import Lost
from onrecord.exchange.positions_csv import read_positions_csv
from onrecord.model import Record, Text
from onrecord.sources.outcome import Failure

TEXT = "Ek backs the bridge. The union rejects the bridge, if jobs go. Ek spoke."


def rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_is_a_file_and_joins_on_the_document(tmp_path: Path) -> None:
    write_csv([handmade.bridge(), handmade.bare()], tmp_path)
    assert {p.stem for p in tmp_path.iterdir()} == set(columns())
    documents = {row["document"] for row in rows(tmp_path / "documents.csv")}
    for name in columns():
        assert {row["document"] for row in rows(tmp_path / f"{name}.csv")} <= documents


def test_a_text_comes_back_to_the_character(tmp_path: Path) -> None:
    text = Text.of('One, "two";\r\nthree\n\n=4 🙂\t')
    write_csv([Record("onrecord/1", text)], tmp_path)
    assert rows(tmp_path / "documents.csv")[0]["text"] == text.text


def test_lists_in_cells_are_json(tmp_path: Path) -> None:
    write_csv([handmade.bridge()], tmp_path)
    row = rows(tmp_path / "statements.csv")[1]
    assert json.loads(row["content_spans"]) == [
        list(s) for s in handmade.bridge().statements[1].content
    ]
    assert json.loads(row["speaker_names"]) == ["Aino Lahti"]


def test_lines_end_as_rfc_4180_says(tmp_path: Path) -> None:
    write_csv([handmade.bridge()], tmp_path)
    data = (tmp_path / "places.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 4


def test_a_zip_holds_the_same_tables_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    one, two = io.BytesIO(), io.BytesIO()
    write_csv([handmade.bridge()], one)
    write_csv([handmade.bridge()], two)
    write_csv([handmade.bridge()], tmp_path / "a.zip")
    write_csv([handmade.bridge()], tmp_path / "folder")
    assert one.getvalue() == two.getvalue() == (tmp_path / "a.zip").read_bytes()
    with zipfile.ZipFile(one) as archive:
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "folder" / name).read_bytes()


def test_a_folder_comes_back_with_every_text_and_tells_what_does_not(tmp_path: Path) -> None:
    """Texts and positions are read; rows of the other tables are counted as not carried."""
    record, bare = handmade.bridge(), handmade.bare("Nobody held anything.", name="bare.txt")
    write_csv([record, bare], tmp_path)
    lost = Lost()
    back = list(read_positions_csv(tmp_path, lost=lost))
    assert [r.document.text for r in back if isinstance(r, Record)] == [
        record.document.text,
        bare.document.text,
    ]
    assert {loss.what: loss.count for loss in lost.told()}["rows of statements.csv"] == len(
        record.statements
    )


def test_for_a_spreadsheet_there_is_a_mark_and_no_formula(tmp_path: Path) -> None:
    record = handmade.bare("=HYPERLINK(1) was said.", name="-1+1.txt")
    write_csv([record], tmp_path, excel=True)
    assert (tmp_path / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    row = rows(tmp_path / "documents.csv", "utf-8-sig")[0]
    assert (row["text"], row["name"]) == ("'=HYPERLINK(1) was said.", "'-1+1.txt")
    write_csv([record], tmp_path)
    assert rows(tmp_path / "documents.csv")[0]["text"] == "=HYPERLINK(1) was said."


@given(st.text() | st.text(st.sampled_from("'=+-@\t\ra"), max_size=6))
def test_a_guarded_text_is_no_formula_and_comes_back(words: str) -> None:
    assert not guard(words).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard(guard(words)) == words


def test_the_tables_hold_every_id_that_a_mark_names(tmp_path: Path) -> None:
    record = handmade.bridge()
    assert write_csv([record], tmp_path) == ()
    statement = rows(tmp_path / "statements.csv")[1]
    assert statement["place_id"] == record.statements[1].place
    assert rows(tmp_path / "statements.csv")[0]["said_id"] == record.statements[0].said
    assert [row["time_id"] for row in rows(tmp_path / "events.csv")] == [
        event.time for event in record.events
    ]


@pytest.mark.parametrize("excel", [False, True])
def test_our_own_table_of_positions_comes_back_whole(tmp_path: Path, excel: bool) -> None:
    record = handmade.bridge()
    write_csv([record], tmp_path, excel=excel)
    texts = {record.document.id: record.document}
    (back,) = read_positions_csv(tmp_path / "positions.csv", texts=texts, excel=excel)
    assert isinstance(back, Record)
    keep = [replace(p, statement=None, confidence=1.0, by="") for p in record.positions]
    assert [replace(p, by="") for p in back.positions] == keep
    assert {(a.name, a.kind) for a in back.actors} <= {(a.name, a.kind) for a in record.actors}
    assert {p.by for p in back.positions} == {"csv/1 coder positions/hand-1"}


def read(tmp_path: Path, content: str, **more: object) -> list[Record | Failure]:
    (tmp_path / "p.csv").write_text(content, encoding="utf-8", newline="")
    texts = {"d": Text.of(TEXT, name="d")}
    return list(read_positions_csv(tmp_path / "p.csv", texts=texts, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        "document,actor,issue,stance,quote\nd,Ek,build it,supports,backs the bridge\n",
        "Document;Holder;Concept;Agreement;Evidence\r\nd;Ek;build it;1;backs the bridge\r\n",
        "\ufeffdocument\tperson\ttopic\tposition\tstart\tend\nd\tEk\tbuild it\tagree\t3\t19\n",
        'document,actor,issue,stance,spans,quote\nd,Ek,build it,pro,"[[3,19]]",\n',
        "document,actor,issue,stance,start,end,quote\nd,Ek,build it,pro,4,20,backs the bridge\n",
    ],
    ids=["quote", "semicolons", "tabs, offsets", "spans", "a quote mends wrong offsets"],
)
def test_a_row_is_a_position_however_it_is_laid_out(tmp_path: Path, content: str) -> None:
    (record,) = read(tmp_path, content)
    assert isinstance(record, Record)
    (position,) = record.positions
    assert record.document.words(*position.evidence) == "backs the bridge"
    assert position.stance == "supports"


def test_a_condition_is_located_too(tmp_path: Path) -> None:
    head = "document,actor,issue,stance,quote,condition,coder,actor_kind\n"
    (record,) = read(tmp_path, head + "d,Union,build it,opposes,rejects,if jobs go,ida,group\n")
    assert isinstance(record, Record)
    (position,) = record.positions
    assert position.condition
    assert record.document.words(*position.condition) == "if jobs go"
    assert (position.by, record.actors[0].kind) == ("csv/1 coder ida", "group")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("d,Ek,build it,supports,no such words", "not in the text"),
        ("d,Ek,build it,supports,the bridge", "more than once"),
        ("d,Ek,build it,supports,", "no words and no offsets"),
        ("d,Ek,build it,maybe,backs", "no stance"),
        ("d,,build it,supports,backs", "no actor"),
        ("e,Ek,build it,supports,backs", "no text for the document"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_line(
    tmp_path: Path, row: str, told: str
) -> None:
    good = "d,Ek,build it,supports,backs the bridge\n"
    found = read(tmp_path, f"document,actor,issue,stance,quote\n{good}{row}\n")
    (failure,) = [f for f in found if isinstance(f, Failure)]
    assert told in str(failure)
    assert "p.csv:3" in str(failure)
    assert sum(len(r.positions) for r in found if isinstance(r, Record)) == 1


def test_the_text_may_stand_in_the_file(tmp_path: Path) -> None:
    content = (
        "document,title,date,text,actor,issue,stance,quote\n"
        f'n1,Bridge,2024-05-22,"{TEXT}",Ek,build it,supports,backs\n'
        "n1,,,,Union,build it,opposes,rejects\n"
    )
    (record,) = read(tmp_path, content)
    assert isinstance(record, Record)
    assert record.document.title == "Bridge"
    assert str(record.document.published) == "2024-05-22"
    assert len(record.positions) == 2


def test_headings_of_ones_own_are_given(tmp_path: Path) -> None:
    content = "Artikel,Akteur,Thema,Haltung,Zitat\nd,Ek,build it,pro,backs\n"
    columns = {"document": "Artikel", "actor": "Akteur", "issue": "Thema", "stance": "Haltung",
               "quote": "Zitat"}  # fmt: skip
    (record,) = read(tmp_path, content, columns=columns)
    assert isinstance(record, Record)
    assert len(record.positions) == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyInput),
        (b"\xff\xfe\xff", UndecodableInput),
        (b"document,actor,issue,quote\n", DataError),
        (b"document,actor,issue,stance\n", DataError),
    ],
)
def test_a_file_that_is_no_table_of_positions_is_told(
    tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    (tmp_path / "p.csv").write_bytes(content)
    with pytest.raises(error):
        list(read_positions_csv(tmp_path / "p.csv"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(read_positions_csv(tmp_path / "p.csv"))
