"""The start page and the lists: what is in the ledger, sorted, filtered, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.store.ledger import Ledger
from onrecord.web import make_app, start
from onrecord.web.lists import SIZE
from served import BRIDGE, FERRIES, LAHTI, stocked, telling


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


@pytest.fixture
def web(kept: Ledger) -> TestClient:
    stocked(kept)
    return TestClient(make_app(kept), base_url="http://localhost")


def test_an_empty_ledger_says_how_to_fill_it(kept: Ledger) -> None:
    page = TestClient(make_app(kept), base_url="http://localhost").get("/")
    assert page.status_code == 200
    assert "onrecord add" in page.text


def test_the_start_counts_what_is_there(web: TestClient) -> None:
    found = web.get("/api/start").json()
    assert found["holds"]["texts"] == 5
    assert found["judged"] == 0
    assert found["issues"][0]["label"] == BRIDGE
    assert sum(found["issues"][0]["stances"]) == found["issues"][0]["positions"]


def test_the_start_shows_the_newest_changes_with_both_quotes(kept: Ledger) -> None:
    stocked(kept)
    kept.add(telling("2025-01-20", (*LAHTI, "opposes", "she had changed her mind about it")))
    web = TestClient(make_app(kept), base_url="http://localhost")
    change = web.get("/api/start").json()["changes"][0]
    assert change["name"] == "Aino Lahti"
    assert change["kind"] == "reversed"
    page = web.get("/").text
    assert "pay its full share" in page
    assert "she had changed her mind about it" in page


def test_a_small_ledger_never_shows_anything_old(kept: Ledger) -> None:
    """What is added or judged is there when the page is next asked for."""
    stocked(kept)
    web = TestClient(make_app(kept), base_url="http://localhost")
    assert web.get("/api/start").json()["holds"]["texts"] == 5
    kept.add(telling("2025-02-01", (*LAHTI, "open", "she would think it over")))
    assert web.get("/api/start").json()["holds"]["texts"] == 6


def test_coverage_is_counted_by_outlet_and_week(web: TestClient) -> None:
    weeks = web.get("/api/start").json()["weeks"]
    assert len(weeks["mondays"]) == start.WEEKS
    assert weeks["mondays"][-1] == "2025-01-06"
    assert sum(o["texts"] for o in weeks["outlets"]) == 3  # of the last half year


@pytest.mark.parametrize(
    ("query", "first"),
    [("", BRIDGE), ("sort=newest", BRIDGE), ("q=FERRIES", FERRIES), ("q=ferries+keep", FERRIES)],
)
def test_issues_are_sorted_and_filtered(web: TestClient, query: str, first: str) -> None:
    assert web.get(f"/api/issues?{query}").json()["issues"][0]["label"] == first
    assert first in web.get(f"/issues?{query}").text


def test_actors_are_filtered_by_kind_and_name(web: TestClient) -> None:
    kinds = {a["kind"] for a in web.get("/api/actors?kind=party").json()["actors"]}
    assert kinds == {"party"}
    assert [a["name"] for a in web.get("/api/actors?q=dahl").json()["actors"]] == ["Erik Dahl"]


def test_long_lists_come_in_pages(kept: Ledger) -> None:
    for n in range(SIZE + 3):
        kept.add(telling("2024-01-01", (*LAHTI, "open", f"she would weigh plan {n} with care"),
                         issue=f"carry out plan number {n}"))  # fmt: skip
    web = TestClient(make_app(kept), base_url="http://localhost")
    first, second = (web.get(f"/api/issues?sheet={n}").json() for n in (1, 2))
    assert (len(first["issues"]), len(second["issues"])) == (SIZE, 3)
    assert web.get("/api/issues?sheet=99").json()["sheet"]["number"] == 2
    assert "sheet=2" in web.get("/issues").text


def test_what_cannot_be_asked_is_told_in_words(web: TestClient) -> None:
    page = web.get("/issues?sheet=first")
    assert page.status_code == 422
    assert "“sheet”" in page.text
    assert page.headers["content-type"].startswith("text/html")
    assert "“sheet”" in web.get("/api/issues?sheet=first").json()["detail"]
