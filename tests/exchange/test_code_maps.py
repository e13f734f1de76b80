"""The parts that every format shares: offsets, losses, codes, and the making of records."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DataError, MissingInput
from onrecord.exchange.codes import Codes, Meaning
from onrecord.exchange.coding import Coding, Named, Said, Stand
from onrecord.exchange.losses import Loss, Lost
from onrecord.exchange.utf16 import Utf16
from onrecord.model import Span, Text, kinds

astral = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.just("🙂")), max_size=60)
EK = Named("Karin Ek", "person")
WORDS = "“We will sign,” said Ek. The union may “never” agree to it."


@given(astral, st.data())
def test_an_offset_in_utf_16_is_where_an_encoder_puts_it(text: str, data: st.DataObject) -> None:
    point = data.draw(st.integers(0, len(text)))
    unit = len(text[:point].encode("utf-16-le")) // 2
    assert Utf16(text).of_point(point) == unit
    assert Utf16(text).to_point(unit) == point


@given(astral)
def test_an_offset_within_a_character_is_taken_to_its_start(text: str) -> None:
    units = Utf16(text)
    for point, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert units.to_point(units.of_point(point) + 1) == point


def test_losses_are_counted_by_kind_with_their_first_example() -> None:
    lost = Lost()
    lost.note("conditions", None)
    lost.note("conditions", "if  the\ncouncil agrees", 2)
    lost.note("events", "x", 0)
    assert lost.told() == (Loss("conditions", 3, "if the council agrees"),)


def coding() -> Coding:
    return Coding(Text.of(WORDS), "test/1")


def stand(words: str, *, by: str = "test/1", stance: str = "supports", **more: object) -> Stand:
    at = WORDS.index(words)
    return Stand(EK, "sign", stance, (Span(at, at + len(words)),), by, **more)  # type: ignore[arg-type]


def test_a_coding_without_anything_is_a_record_without_a_mark() -> None:
    record = coding().record()
    assert (record.actors, record.positions, record.dropped) == ((), (), ())


def test_positions_stand_in_text_order_and_ids_do_not_depend_on_it() -> None:
    one, two = coding(), coding()
    stands = [stand("We will sign"), stand("The union may")]
    for s in stands:
        one.stand(s)
    for s in reversed(stands):
        two.stand(s)
    assert one.record() == two.record()


def test_the_same_twice_is_two_marks_with_two_ids() -> None:
    c = coding()
    c.stand(stand("We will sign", by="test/1 coder A"))
    c.stand(stand("We will sign", by="test/1 coder B"))
    c.stand(stand("We will sign", by="test/1 coder B"))
    assert len({p.id for p in c.record().positions}) == 3


def test_a_stance_that_is_none_of_ours_is_dropped() -> None:
    c = coding()
    c.stand(stand("We will sign", stance="maybe"))
    assert [(d.step, d.reason) for d in c.record().dropped] == [
        ("test/1", "a stance that is none of ours: maybe")
    ]


def test_the_voice_is_told_by_quotation_marks_where_nobody_says() -> None:
    c = coding()
    c.stand(stand("“We will sign,”"))
    c.stand(stand("The union may “never” agree"))
    c.stand(stand("said Ek", voice="author"))
    c.stand(stand("agree to it"))
    assert [p.voice for p in c.record().positions] == ["direct", "author", "direct", "indirect"]


def test_names_that_differ_in_case_only_are_one_actor_and_counted() -> None:
    c = coding()
    c.mention(Named("EK", "person"), Span(21, 23))
    c.mention(Named("Ek", "person"), Span(21, 23))
    record = c.record()
    assert [a.name for a in record.actors] == ["EK"]
    assert [d.count for d in record.dropped] == [1]


def test_a_passage_outside_of_the_text_is_counted() -> None:
    c = coding()
    assert c.span(5, 900) is None
    assert c.span(5, 5) is None
    assert c.record().dropped[0].count == 2


def test_positions_share_the_statement_they_rest_on() -> None:
    c = coding()
    said = Said((Span(0, 15),), (EK,), "test/1")
    c.stand(stand("We will sign", said=said))
    c.stand(stand("We will", said=said))
    record = c.record()
    assert len(record.statements) == 1
    assert {p.statement for p in record.positions} == {record.statements[0].id}


@pytest.mark.parametrize(
    ("path", "meaning"),
    [
        (("actor", "party", "Greens"), Meaning("actor", "Greens", "party")),
        (("Actor", "Person", "A/B"), Meaning("actor", "A/B", "person")),
        (("actor", "the port"), Meaning("actor", "the port", "organization")),
        (("actor", "person"), Meaning("actor", "person", "organization")),
        (("issue", "traffic", "build the bridge"), Meaning("issue", "traffic/build the bridge")),
        (("stance", "Agree"), Meaning("stance", "supports")),
        (("STANCE", "skeptical"), Meaning("stance", "sceptical")),
        (("condition",), Meaning("condition", "condition")),
        (("actor",), Meaning("ignore", "actor")),
        (("weather",), None),
    ],
)
def test_a_code_means_what_the_mapping_says(path: tuple[str, ...], meaning: Meaning | None) -> None:
    assert Codes.default().meaning(path) == meaning


def test_every_stance_of_the_mapping_is_one_of_ours() -> None:
    for word in ("agree", "contra", "0", "1", *kinds("stance")):
        assert Codes.default().stance(word) in kinds("stance")


def test_a_mapping_of_ones_own_goes_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "codes.toml"
    own.write_text(
        '[[rule]]\ncode = "Pro/*"\nmeans = "issue"\n'
        '[[rule]]\ncode = "Frame/For"\nmeans = "stance"\nvalue = "supports"\n'
    )
    codes = Codes.load(own)
    assert codes.meaning(("pro", "x")) == Meaning("issue", "x")
    assert codes.meaning(("frame", "for")) == Meaning("stance", "supports")
    assert codes.meaning(("issue", "x")) is None
    assert codes.name("Quote") == "statement"  # sections left out are the default's


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[[rule]]\ncode = 'a'\nmeans = 'b'\n", "a rule that is none"),
        ("[[rule]]\ncode = 'a'\nmeans = 'stance'\nvalue = 'maybe'\n", "maybe"),
        ("[[rule]]\ncode = 'a'\nmeans = 'actor'\nkind = 'dog'\n", "dog"),
        ("[stances]\npro = 'perhaps'\n", "perhaps"),
        ("[[rule\n", "not TOML"),
    ],
)
def test_a_mapping_that_breaks_its_format_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "codes.toml").write_text(content)
    with pytest.raises(DataError, match=told):
        Codes.load(tmp_path / "codes.toml")


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        Codes.load(tmp_path / "codes.toml")
