"""The gazetteer: what it holds, how it is built and found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DataError
from onrecord.model import kinds
from onrecord.places import (
    Gazetteer,
    build_gazetteer,
    gazetteer_path,
    name_key,
    open_gazetteer,
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "meant", "country", "geonames"),
    [
        ("Kharkov", "Kharkiv", "UA", 706483),
        ("Харків", "Kharkiv", "UA", 706483),
        ("Revel", "Tallinn", "EE", 588409),
        ("Kiev", "Kyiv", "UA", 703448),
        ("U.S.", "United States", "US", 6252001),
        ("UK", "United Kingdom", "GB", 2635167),
        ("Burma", "Myanmar", "MM", 1327865),
        ("Scotland", "Scotland", "GB", 2638360),
        ("West Bank", "West Bank", "PS", None),
        ("Donbass", "Donbas", "UA", None),
        ("Black Sea", "Black Sea", None, None),
        ("Texas", "Texas", "US", 4736286),
        ("Europe", "Europe", None, 6255148),
    ],
)
def test_variant_and_historic_names_lead_to_the_place(
    gazetteer: Gazetteer, name: str, meant: str, country: str | None, geonames: int | None
) -> None:
    best = gazetteer.candidates(name)[0].entry
    assert (best.name, best.country) == (meant, country)
    if geonames:
        assert best.geonames == geonames


def test_every_kind_is_one_of_the_record(gazetteer: Gazetteer) -> None:
    connection = sqlite3.connect(gazetteer.path)
    found = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM place")}
    connection.close()
    assert found == set(kinds("place_kind"))


def test_every_position_is_on_the_globe(gazetteer: Gazetteer) -> None:
    connection = sqlite3.connect(gazetteer.path)
    off = connection.execute(
        "SELECT count(*) FROM place WHERE abs(latitude) > 90 OR abs(longitude) > 180"
    ).fetchone()
    connection.close()
    assert off == (0,)


def test_candidates_come_heaviest_first(gazetteer: Gazetteer) -> None:
    weights = [c.entry.weight for c in gazetteer.candidates("Springfield")]
    assert len(weights) > 5
    assert weights == sorted(weights, reverse=True)


def test_an_unknown_name_has_no_candidates(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Qwertzuiopville") == ()
    assert gazetteer.candidates("") == ()


def test_airport_codes_are_no_names_of_towns(gazetteer: Gazetteer) -> None:
    assert all(c.entry.name != "London" for c in gazetteer.candidates("LON"))


@given(st.text(max_size=40))
def test_a_folded_name_folds_to_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_the_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "own"))
    assert gazetteer_path().parent == tmp_path / "own"


def test_xdg_names_the_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ONRECORD_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert gazetteer_path().parent == tmp_path / "onrecord"


def test_a_folder_that_cannot_be_made_falls_back_to_a_temporary_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "file" / "cache"))
    assert not gazetteer_path().is_relative_to(tmp_path / "file")


def test_a_broken_file_is_refused_and_built_anew(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(DataError, match="not a gazetteer"):
        Gazetteer(path)
    assert open_gazetteer(path).candidates("Oslo")
    assert [p.name for p in tmp_path.iterdir()] == ["gazetteer.sqlite"]


def test_building_where_nothing_can_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="ONRECORD_CACHE"):
        build_gazetteer(tmp_path / "file" / "gazetteer.sqlite")
