"""The page of an actor: offices, stances over time, everything said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.analyse import find_actor
from onrecord.store.ledger import Ledger
from onrecord.web import make_app
from onrecord.web.actor import SAID
from served import LAHTI, stocked, telling


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield stocked(ledger)


@pytest.fixture
def web(kept: Ledger) -> TestClient:
    return TestClient(make_app(kept), base_url="http://localhost")


def test_the_course_of_an_actor_has_every_turn(kept: Ledger, web: TestClient) -> None:
    actor = find_actor(kept, "Erik Dahl")
    found = web.get(f"/api/actors/{actor}").json()
    longest = max(found["courses"].values(), key=lambda course: course["days"])
    assert [step["stance"] for step in longest["steps"]] == ["opposes", "open", "supports"]
    assert [step["level"] for step in longest["steps"]] == [-2, 1, 2]
    assert [step["condition"] for step in longest["steps"]] == [False, True, False]


def test_the_page_shows_offices_stances_and_words(kept: Ledger, web: TestClient) -> None:
    page = web.get(f"/actors/{find_actor(kept, 'Aino Lahti')}").text
    assert "Prime Minister, Finland" in page
    assert "pay its full share" in page
    assert 'class="course"' in page
    assert "nobody needed ferries beside a bridge" in page


def test_an_actor_that_is_not_there_is_told(web: TestClient) -> None:
    for path in ("/actors/anobody", "/actors/anobody/said"):
        answer = web.get(path)
        assert answer.status_code == 404
        assert "no such actor" in answer.text


def test_everything_said_comes_page_by_page(kept: Ledger, web: TestClient) -> None:
    for n in range(SAID + 5):
        kept.add(telling(f"2024-02-{n + 1:02}", (*LAHTI, "open", f"she had {n} things to say")))
    actor = find_actor(kept, "Aino Lahti")
    first, second = (web.get(f"/api/actors/{actor}/said?sheet={n}").json() for n in (1, 2))
    assert len(first["statements"]) == SAID
    ids = [s["id"] for s in (*first["statements"], *second["statements"])]
    assert len(set(ids)) == len(ids) == first["said"]
    days = [s["day"] for s in (*first["statements"], *second["statements"])]
    assert days == sorted(days, reverse=True)
    part = web.get(f"/actors/{actor}/said?sheet=2", headers={"HX-Request": "true"}).text
    assert part.count("<blockquote>") == len(second["statements"])
    assert "<html" not in part
