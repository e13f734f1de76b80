"""A project of DNA comes in, goes out again, and is the same where the format can hold it."""

from __future__ import annotations

import io
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import dna_made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import handmade
from onrecord.errors import DataError, InputError, MissingInput
from onrecord.exchange.coding import coder_of
from onrecord.exchange.dna import read_dna, write_dna, write_eventlist, write_rscript
from onrecord.exchange.dna.layout import Layout
from onrecord.exchange.dna.password import matches
from onrecord.exchange.dna.tables import load, store
from onrecord.exchange.losses import Lost
from onrecord.model import Actor, Issue, Record, Span, Text


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return dna_made.write(tmp_path / "made.dna")


def test_a_statement_becomes_a_position_of_the_person_with_both_as_speakers(project: Path) -> None:
    record = next(read_dna(project))
    first = record.positions[0]
    assert record.document.words(*first.evidence) == "We will build the bridge"
    assert record.actor(first.actor).name == "Aino Lahti"
    statement = next(s for s in record.statements if s.id == first.statement)
    assert [record.actor(a).name for a in statement.speakers] == ["Aino Lahti", "Finland"]
    assert (first.stance, first.by, first.confidence) == ("supports", "dna/1 coder Ida", 1.0)


def test_the_organization_can_be_the_holder(project: Path) -> None:
    record = next(read_dna(project, holder="organization"))
    finland = record.actor(record.positions[0].actor)
    assert (finland.name, finland.kind) == ("Finland", "country")  # its Type says so


def test_a_text_keeps_its_title_source_and_day(project: Path) -> None:
    first, second = read_dna(project)
    assert first.document.title == "A bridge"
    assert first.document.publisher == "The Strait"
    assert first.document.published == date(2024, 5, 22)
    assert first.document.name == "made.dna#4"
    assert second.document.published is None


def test_two_coders_of_one_passage_are_two_positions(project: Path) -> None:
    record = next(read_dna(project))
    on_bridge = [p for p in record.positions if p.stance == "opposes"]
    assert sorted(coder_of(p.by) for p in on_bridge) == ["Ida", "Ole"]
    assert len({p.id for p in record.positions}) == len(record.positions) == 4


def test_quoted_words_are_direct(project: Path) -> None:
    record = next(read_dna(project))
    assert {p.voice for p in record.positions if p.stance == "opposes"} == {"direct"}


def test_what_is_not_a_position_is_counted(project: Path) -> None:
    lost = Lost()
    record = next(read_dna(project, lost=lost))
    assert {d.reason: d.count for d in record.dropped} == {
        "a statement of another type than “DNA Statement”": 1,
        "a statement without a concept: kept as words, without a position": 1,
    }
    told = {loss.what: loss.count for loss in lost.told()}
    assert told["regular expressions"] == 1
    assert told["times of day of documents"] == 1
    assert told["attributes of actors and concepts"] == 1  # “country” is a kind of ours
    assert told["coders without a statement"] == 1


@pytest.mark.parametrize("holder", ["person", "organization"])
@pytest.mark.parametrize("graded", [False, True])
def test_records_laid_into_their_own_project_give_it_back_row_by_row(
    tmp_path: Path, holder: str, graded: bool
) -> None:
    project = dna_made.write(tmp_path / "made.dna", graded=graded)
    again = tmp_path / "again.dna"
    write_dna(list(read_dna(project, holder=holder)), again, base=project)  # type: ignore[arg-type]
    assert load(again) == load(project)
    assert again.read_bytes() == project.read_bytes()  # both by our writer, so to the byte


def test_records_without_a_project_come_back_the_same_and_give_the_same_bytes(
    project: Path, tmp_path: Path
) -> None:
    records = list(read_dna(project))
    first, second = tmp_path / "first.dna", tmp_path / "second.dna"
    write_dna(records, first)
    back = list(read_dna(first))
    write_dna(back, second)
    assert second.read_bytes() == first.read_bytes()
    for mine, theirs in zip(records, back, strict=True):
        assert theirs.positions == mine.positions
        assert theirs.issues == mine.issues
        assert theirs.actors == mine.actors
        assert replace(theirs.document, name="") == replace(mine.document, name="")


def test_a_project_whose_text_has_other_line_ends_is_known_again(tmp_path: Path) -> None:
    rows = dna_made.tables()
    rows["DOCUMENTS"][0]["Text"] = dna_made.TEXT + "\r\nThe end.\r\n"
    store(rows, tmp_path / "a.dna")
    write_dna(read_dna(tmp_path / "a.dna"), tmp_path / "b.dna", base=tmp_path / "a.dna")
    assert load(tmp_path / "b.dna") == load(tmp_path / "a.dna")


def test_a_changed_stance_changes_its_row_and_no_other(project: Path, tmp_path: Path) -> None:
    first, second = read_dna(project)
    changed = replace(first, positions=(replace(first.positions[0], stance="opposes"),
                                        *first.positions[1:]))  # fmt: skip
    again = tmp_path / "again.dna"
    losses = write_dna([changed, second], again, base=project)
    before, after = load(project), load(again)
    assert [s["ID"] for s in after["STATEMENTS"]] == [11, 12, 14, 15, 20, 21]
    assert after["DOCUMENTS"] == before["DOCUMENTS"]
    assert after["ENTITIES"] == before["ENTITIES"]
    new = [d for d in after["DATABOOLEAN"] if d["StatementId"] == 21]
    assert [d["Value"] for d in new] == [0]
    assert [d["Value"] for d in after["DATAINTEGER"] if d["StatementId"] == 21] == [0]  # page
    assert any("no longer" in loss.what for loss in losses)


def test_machine_marks_laid_into_a_human_project_remove_nothing(
    project: Path, tmp_path: Path
) -> None:
    human = next(read_dna(project))
    ek, issue = Actor.of("Ek", "person"), Issue.of("sign")
    position = handmade._Maker(human.document.text).position(
        ek, issue, "supports", (Span(0, 9),), "indirect"
    )
    machine = Record("onrecord/1", human.document, (ek,), (), (issue,), (position,))
    again = tmp_path / "again.dna"
    write_dna([machine], again, base=project)
    before, after = load(project), load(again)
    assert after["STATEMENTS"][:-1] == before["STATEMENTS"]
    assert after["DOCUMENTS"] == before["DOCUMENTS"]
    assert after["CODERS"][-1]["Name"] == "positions/hand-1"
    assert len(after["CODERRELATIONS"]) == 6  # with each of the three, both ways


def test_documents_of_the_project_that_are_not_among_the_records_stay(
    project: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.dna"
    write_dna([handmade.bridge()], again, base=project)
    before, after = load(project), load(again)
    assert after["STATEMENTS"][: len(before["STATEMENTS"])] == before["STATEMENTS"]
    assert [d["ID"] for d in after["DOCUMENTS"]] == [4, 7, 8]


def test_a_written_project_is_whole_and_offsets_are_utf_16(tmp_path: Path) -> None:
    """Foreign keys hold, and each span covers the words when counted as Java counts."""
    words = "“🙂 Yes,” said Ek. 🙂🙂 Later she said yes."
    text = Text.of(words, published=date(2024, 1, 2))
    ek, issue = Actor.of("Ek", "person"), Issue.of("sign")
    at = words.index("she said yes")
    position = handmade._Maker(words).position(
        ek, issue, "supports", (Span(at, at + 12),), "indirect"
    )
    record = Record("onrecord/1", text, actors=(ek,), issues=(issue,), positions=(position,))
    target = tmp_path / "a.dna"
    write_dna([record], target)
    with closing(sqlite3.connect(target)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        start, stop = db.execute("SELECT Start, Stop FROM STATEMENTS").fetchone()
    assert words.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "she said yes"


characters = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("🙂𝔸\r\n"))


@settings(max_examples=40, deadline=None)
@given(st.text(characters, min_size=1, max_size=30), st.data())
def test_any_passage_of_any_text_goes_through_by_its_words(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    ek, issue = Actor.of("Ek", "person"), Issue.of("sign")
    position = handmade._Maker(words).position(
        ek, issue, "supports", (Span(start, end),), "indirect"
    )
    record = Record("onrecord/1", Text.of(words), (ek,), (), (issue,), (position,))
    with tempfile.TemporaryDirectory() as folder:
        write_dna([record], Path(folder) / "a.dna")
        (back,) = read_dna(Path(folder) / "a.dna")

    def lines(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    assert back.document.text == lines(words)
    inside = words[start:end]
    if inside != "\n" or words[start - 1 : start] != "\r":  # the second half of one line end
        (span,) = back.positions[0].evidence
        kept = inside[1:] if inside[0] == "\n" and words[start - 1 : start] == "\r" else inside
        assert back.document.text[span.start : span.end] == lines(kept)


def test_line_ends_are_those_that_dna_counts(tmp_path: Path) -> None:
    words = "One.\r\nTwo.\rWe say yes."
    ek, issue = Actor.of("Ek", "person"), Issue.of("sign")
    at = words.index("We say")
    position = handmade._Maker(words).position(
        ek, issue, "supports", (Span(at, at + 10),), "indirect"
    )
    record = Record("onrecord/1", Text.of(words), (ek,), (), (issue,), (position,))
    losses = write_dna([record], tmp_path / "a.dna")
    back = next(read_dna(tmp_path / "a.dna"))
    assert back.document.text == "One.\nTwo.\nWe say yes."
    assert back.document.words(*back.positions[0].evidence) == "We say yes"
    assert any("carriage returns" in loss.what for loss in losses)


def test_graded_stances_are_projected_by_rule_and_counted(tmp_path: Path) -> None:
    """Supports and open agree, sceptical and opposes disagree, undecided is left out."""
    losses = {x.what: x.count for x in write_dna([handmade.bridge()], tmp_path / "a.dna")}
    values = [d["Value"] for d in load(tmp_path / "a.dna")["DATABOOLEAN"]]
    assert values == [1, 0, 1, 0, 0]
    assert losses["positions “undecided”, on a scale of yes and no"] == 1
    assert losses["the grade “open”, written as yes or no"] == 1
    assert losses["conditions of positions"] == 1
    assert losses["events"] == 2


def test_five_levels_keep_every_stance(tmp_path: Path) -> None:
    write_dna([handmade.bridge()], tmp_path / "a.dna", graded=True)
    assert [d["Value"] for d in load(tmp_path / "a.dna")["DATAINTEGER"]] == [2, -2, 1, -1, -2, 0]
    back = next(read_dna(tmp_path / "a.dna"))
    assert [p.stance for p in back.positions] == [p.stance for p in handmade.bridge().positions]


def test_other_levels_are_told(tmp_path: Path) -> None:
    levels = {1: "opposes", 3: "undecided", 5: "supports"}
    project = tmp_path / "a.dna"
    losses = write_dna([handmade.bridge()], project, graded=True, levels=levels)
    assert [d["Value"] for d in load(project)["DATAINTEGER"]] == [5, 1, 1, 3]
    assert {p.stance for p in next(read_dna(project, levels=levels)).positions} == set(
        levels.values()
    )
    assert sum(x.count for x in losses if "no level" in x.what) == 2


def test_a_person_has_the_organization_of_its_only_role(tmp_path: Path) -> None:
    write_dna([handmade.bridge()], tmp_path / "a.dna")
    back = next(read_dna(tmp_path / "a.dna"))
    pairs = [tuple(back.actor(a).name for a in s.speakers) for s in back.statements]
    assert pairs[:3] == [("Aino Lahti", "Finland"), ("Sweden",), ("Erik Dahl", "Sweden")]


def test_an_address_goes_into_the_notes_and_comes_back(tmp_path: Path) -> None:
    record = handmade.bridge()
    record = replace(record, document=replace(record.document, url="https://news.example/1"))
    write_dna([record], tmp_path / "a.dna")
    assert next(read_dna(tmp_path / "a.dna")).document.url == "https://news.example/1"


def test_a_document_without_a_title_has_its_name_for_one(tmp_path: Path) -> None:
    write_dna([handmade.bare()], tmp_path / "a.dna")
    write_dna([handmade.bare()], tmp_path / "b.dna", base=tmp_path / "a.dna")
    for name in ("a.dna", "b.dna"):
        assert [d["Title"] for d in load(tmp_path / name)["DOCUMENTS"]] == ["bare.txt"]


def test_kinds_of_bodies_come_back(tmp_path: Path) -> None:
    write_dna([handmade.bridge()], tmp_path / "a.dna")
    kinds = {a.name: a.kind for a in next(read_dna(tmp_path / "a.dna")).actors}
    assert (kinds["Green League"], kinds["Sweden"]) == ("party", "country")


def test_values_that_dna_has_no_room_for_are_cut_and_counted(tmp_path: Path) -> None:
    long = replace(handmade.bridge(title="t" * 300), positions=())
    losses = write_dna([long], tmp_path / "a.dna")
    assert load(tmp_path / "a.dna")["DOCUMENTS"][0]["Title"] == "t" * 190
    assert [x.count for x in losses if "titles" in x.what] == [1]


def test_the_coder_of_an_export_is_the_step_and_the_password_opens_it(tmp_path: Path) -> None:
    write_dna([handmade.bridge()], tmp_path / "a.dna")
    coders = load(tmp_path / "a.dna")["CODERS"]
    assert [c["Name"] for c in coders] == ["Admin", "positions/hand-1"]
    assert all(matches("onrecord", c["Password"]) for c in coders)


def test_it_writes_into_a_stream(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_dna([handmade.bridge()], stream)
    write_dna([handmade.bridge()], tmp_path / "a.dna")
    assert stream.getvalue() == (tmp_path / "a.dna").read_bytes()


def test_what_is_no_project_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.dna").write_text("this is no database, whatever its name says")
    with pytest.raises(MissingInput):
        list(read_dna(tmp_path / "none.dna"))
    with pytest.raises(InputError, match="not a project"):
        list(read_dna(tmp_path / "no.dna"))
    with closing(sqlite3.connect(tmp_path / "other.dna")) as db:
        db.execute("CREATE TABLE SETTINGS(Property TEXT, Value TEXT)")
        db.commit()
    with pytest.raises(InputError, match="no table"):
        list(read_dna(tmp_path / "other.dna"))


def test_a_value_of_another_type_is_told(project: Path) -> None:
    with closing(sqlite3.connect(project)) as db:
        db.execute("UPDATE DOCUMENTS SET Date = 'yesterday'")
        db.commit()
    with pytest.raises(InputError, match="yesterday"):
        list(read_dna(project))


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        (Layout(type="Story"), "no statement type"),
        (Layout(agreement="concept"), "no short text"),
        (Layout(concept="idea"), "no short text"),
    ],
)
def test_a_project_without_the_variables_is_told(project: Path, layout: Layout, told: str) -> None:
    with pytest.raises(DataError, match=told):
        list(read_dna(project, layout=layout))


def test_the_event_list_has_a_line_a_statement_as_dna_lays_it_out() -> None:
    stream = io.BytesIO()
    write_eventlist([handmade.bridge()], stream)
    lines = stream.getvalue().decode().split("\n")
    assert lines[0] == (
        '"statement_id";"time";"person";"organization";"concept";"agreement";"start_position";'
        '"stop_position";"text";"coder";"document_id";"document_title";"document_author";'
        '"document_source";"document_section";"document_type"'
    )
    assert lines[1].startswith('1;2024-05-22 00:00:00;"Aino Lahti";"Finland";"build a bridge')
    assert len(lines) == 6


def test_the_event_list_keeps_quotation_marks_unless_it_is_plain(tmp_path: Path) -> None:
    words = 'She said "yes; perhaps".'
    ek, issue = Actor.of("Ek", "person"), Issue.of("sign")
    position = handmade._Maker(words).position(
        ek, issue, "supports", (Span(0, len(words)),), "direct"
    )
    record = Record("onrecord/1", Text.of(words), (ek,), (), (issue,), (position,))
    kept, plain = tmp_path / "kept.csv", tmp_path / "plain.csv"
    write_eventlist([record], kept)
    losses = write_eventlist([record], plain, plain=True)
    assert '"She said ""yes; perhaps""."' in kept.read_text("utf-8")
    assert "\"She said 'yes, perhaps'.\"" in plain.read_text("utf-8")
    assert any("semicolons" in loss.what for loss in losses)


def test_the_script_for_r_loads_the_project_beside_it(tmp_path: Path) -> None:
    write_rscript(tmp_path / "networks.R", 'the "best".dna')
    script = (tmp_path / "networks.R").read_text("utf-8")
    assert "@" not in script.replace("github.com/leifeld", "")
    assert 'file.path(folder, "the \\"best\\".dna")' in script
    assert "install" not in script.replace("installs nothing", "")
    assert script.count("(") == script.count(")")


@pytest.mark.gold
def test_the_sample_project_goes_through_row_by_row(gold: Path, tmp_path: Path) -> None:
    sample = gold / "networks" / "sample.dna"
    records = list(read_dna(sample))
    assert sum(len(r.positions) for r in records) == 40
    assert [sum(p.stance == s for r in records for p in r.positions) for s in (
        "supports", "opposes")] == [29, 11]  # fmt: skip
    write_dna(records, tmp_path / "again.dna", base=sample)
    assert load(tmp_path / "again.dna") == load(sample)


@pytest.mark.gold
def test_the_event_list_of_the_sample_is_dnas_own_to_the_byte(gold: Path) -> None:
    sample = gold / "networks" / "sample.dna"
    stream = io.BytesIO()
    write_eventlist(read_dna(sample), stream, base=sample, plain=True)
    assert stream.getvalue() == (gold / "networks" / "eventlist.csv").read_bytes()


@pytest.mark.gold
def test_the_tables_are_those_of_the_program(gold: Path, tmp_path: Path) -> None:
    """Names, types, order, defaults and keys of columns; constraints; unique indices."""
    write_dna([handmade.bridge()], tmp_path / "a.dna")

    def shape(path: Path) -> object:
        with closing(sqlite3.connect(path.as_uri() + "?mode=ro&immutable=1", uri=True)) as db:
            names = db.execute("SELECT type, name FROM sqlite_master ORDER BY 1, 2").fetchall()
            return names, {
                n: [db.execute(f"PRAGMA {p}({n})").fetchall()
                    for p in ("table_info", "foreign_key_list")]
                for t, n in names if t == "table"
            }  # fmt: skip

    assert shape(tmp_path / "a.dna") == shape(gold / "networks" / "sample.dna")
