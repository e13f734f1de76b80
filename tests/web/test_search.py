"""Search: issues, actors and statements for the same words, whole page or part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.store.ledger import Ledger
from onrecord.web import make_app
from served import FERRIES, stocked


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield TestClient(make_app(stocked(ledger)), base_url="http://localhost")


def test_the_same_words_find_issues_actors_and_statements(web: TestClient) -> None:
    found = web.get("/api/search?q=ferries").json()
    assert [i["label"] for i in found["issues"]] == [FERRIES]
    assert found["said"]["matching"] >= 3
    assert [a["name"] for a in web.get("/api/search?q=lah").json()["actors"]] == ["Aino Lahti"]


def test_the_words_found_are_marked(web: TestClient) -> None:
    assert "<mark>ferries</mark>" in web.get("/search?q=ferries").text


def test_the_part_for_typing_links_to_what_it_found(web: TestClient) -> None:
    part = web.get("/search?q=ferr", headers={"HX-Request": "true"}).text
    assert 'role="option"' in part
    assert FERRIES in part
    assert "<html" not in part


@pytest.mark.parametrize(
    "q", ["", "x", "the", '"', "-", "-ferries", "a AND (", "NEAR(", "%", "_", "\x00", "é" * 500]
)
def test_nothing_typed_is_an_error(web: TestClient, q: str) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        assert web.get("/search", params={"q": q}, headers=headers).status_code == 200
