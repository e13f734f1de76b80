"""What a name means: context before size, and nothing where two are equally good."""

from __future__ import annotations

import pytest

from onrecord.places import Gazetteer, Toponym, container_code, open_gazetteer, resolve

Row = tuple[str, str | None, str]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def meant(gazetteer: Gazetteer, *toponyms: str | Toponym, **countries: float) -> list[str | None]:
    rows = [t if isinstance(t, Toponym) else Toponym(t) for t in toponyms]
    return [
        f"{r.entry.name}/{r.entry.subdivision or r.entry.country}" if r.entry else None
        for r in resolve(rows, gazetteer, countries)
    ]


@pytest.mark.parametrize(
    ("name", "rest", "expected"),
    [
        ("Pokrovsk", ["Ukraine", "Sumy"], "Pokrovsk/UA.05"),
        ("Pokrovsk", ["Yakutsk"], "Pokrovsk/RU.63"),
        ("Paris", [], "Paris/FR.11"),
        ("Birmingham", [], "Birmingham/GB.ENG"),
        ("Birmingham", ["Montgomery", "Huntsville", "Alabama"], "Birmingham/US.AL"),
        ("Georgia", ["Tbilisi", "Russia"], "Georgia/GE"),
        ("Georgia", ["Alabama", "Florida", "Atlanta"], "Georgia/US.GA"),
        ("London", ["Canada"], "London/GB.ENG"),
        ("London", ["Ontario", "Toronto"], "London/CA.08"),
        ("Cambridge", ["Boston", "Massachusetts"], "Cambridge/US.MA"),
        ("Aleppo", ["Syria"], "Aleppo/SY.09"),
        ("New York", [], "New York City/US.NY"),
        ("Washington", ["Moscow"], "Washington/US.DC"),
        ("Monroe County", ["Missouri"], "Monroe County/US.MO"),
    ],
)
def test_the_rest_of_the_text_decides(
    gazetteer: Gazetteer, name: str, rest: list[str], expected: str
) -> None:
    assert meant(gazetteer, name, *rest)[0] == expected


@pytest.mark.parametrize(
    ("name", "container", "expected"),
    [
        ("Paris", "Texas", "Paris/US.TX"),
        ("Springfield", "Ill.", "Springfield/US.IL"),
        ("Pokrovsk", "Ukraine", "Pokrovsk/UA.05"),
        ("Ontario", "California", "Ontario/US.CA"),
        ("London", "Ont.", "London/CA.08"),
    ],
)
def test_a_container_beats_all_else(
    gazetteer: Gazetteer, name: str, container: str, expected: str
) -> None:
    assert meant(gazetteer, Toponym(name, container))[0] == expected


def test_a_name_keeps_the_sense_its_container_gave_it(gazetteer: Gazetteer) -> None:
    assert meant(gazetteer, Toponym("Paris", "Texas"), "Paris") == ["Paris/US.TX"] * 2


@pytest.mark.parametrize(
    ("name", "follower"), [("Russia", "U.S."), ("California", "New York"), ("US", "France")]
)
def test_a_list_is_no_container(gazetteer: Gazetteer, name: str, follower: str) -> None:
    alone = meant(gazetteer, name)
    assert meant(gazetteer, Toponym(name, follower))[:1] == alone


def test_words_around_tell_region_from_town(gazetteer: Gazetteer) -> None:
    assert meant(gazetteer, Toponym("Kharkiv", hint="region")) == ["Kharkiv Oblast/UA.07"]
    assert meant(gazetteer, Toponym("Kharkiv")) == ["Kharkiv/UA.07"]


def test_countries_given_are_context(gazetteer: Gazetteer) -> None:
    assert meant(gazetteer, "Birmingham", US=3.0) == ["Birmingham/US.AL"]


def test_two_equally_good_places_give_none(gazetteer: Gazetteer) -> None:
    [resolution] = resolve([Toponym("Springfield")], gazetteer)
    assert (resolution.entry, resolution.reason) == (None, "two places equally likely")


def test_an_unknown_name_gives_none(gazetteer: Gazetteer) -> None:
    [resolution] = resolve([Toponym("Qwertzuiopville")], gazetteer)
    assert (resolution.entry, resolution.reason) == (None, "not in the gazetteer")


def test_a_weak_name_of_a_small_town_needs_its_surroundings(gazetteer: Gazetteer) -> None:
    assert meant(gazetteer, Toponym("Powderly", weak=True)) == [None]
    assert meant(gazetteer, Toponym("Powderly", weak=True), "Texas")[0] == "Powderly/US.TX"


def test_the_order_of_names_does_not_matter(gazetteer: Gazetteer) -> None:
    names = ["Paris", "Texas", "Blossom", "Georgia", "Atlanta", "London", "Pokrovsk", "Ukraine"]
    there = dict(zip(names, meant(gazetteer, *names), strict=True))
    back = dict(zip(names[::-1], meant(gazetteer, *names[::-1]), strict=True))
    assert there == back


def test_short_forms_stand_for_subdivisions() -> None:
    assert [container_code(w) for w in ("Ill.", "N.Y.", "B.C.", "Qld", "Foo")] == [
        "US.IL", "US.NY", "CA.02", "AU.04", None,
    ]  # fmt: skip
