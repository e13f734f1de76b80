"""The page of an issue: the board at a day, changes, conditions, places, network, files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from onrecord.analyse import find_issue
from onrecord.store.ledger import Ledger
from onrecord.web import make_app
from served import BRIDGE, stocked, telling


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield stocked(ledger)


@pytest.fixture
def web(kept: Ledger) -> TestClient:
    return TestClient(make_app(kept), base_url="http://localhost")


@pytest.fixture
def issue(kept: Ledger) -> str:
    return find_issue(kept, BRIDGE)


def stances(found: dict[str, Any]) -> dict[str, str]:
    return {
        e["standing"]["name"]: c["stance"] for c in found["board"]["columns"] for e in c["entries"]
    }


@pytest.mark.parametrize(
    ("as_of", "dahl"),
    [("2023-03-01", "opposes"), ("2024-06-01", "open"), ("", "supports")],
)
def test_the_board_moves_with_the_day(web: TestClient, issue: str, as_of: str, dahl: str) -> None:
    for path in (f"/api/issues/{issue}", f"/api/issues/{issue}/board"):
        assert stances(web.get(f"{path}?as_of={as_of}").json())["Erik Dahl"] == dahl


def test_the_page_shows_quotes_conditions_and_where_they_stand(web: TestClient, issue: str) -> None:
    page = web.get(f"/issues/{issue}").text
    assert "Sweden would build its half by 2030" in page
    assert "if the tolls were low" in page
    chosen = next(
        e["standing"]["chosen"]
        for c in web.get(f"/api/issues/{issue}").json()["board"]["columns"]
        for e in c["entries"]
        if e["standing"]["name"] == "Norway"
    )
    assert f"/documents/{chosen['text']}?at={chosen['id']}#{chosen['id']}" in page


def test_only_the_board_comes_where_only_it_is_asked_for(web: TestClient, issue: str) -> None:
    part = web.get(f"/issues/{issue}/board?as_of=2023-03-01", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="board"')
    assert "<html" not in part
    assert "As of 1 Mar 2023" in part


@pytest.mark.parametrize("day", ["soon", "2024-02-30", "2024-13-01"])
def test_what_is_no_day_is_told(web: TestClient, issue: str, day: str) -> None:
    answer = web.get(f"/issues/{issue}?as_of={day}")
    assert answer.status_code == 400
    assert "that is no day" in answer.text


def test_an_issue_that_is_not_there_is_told(web: TestClient) -> None:
    for path in ("", "/board", "/network", "/where", "/changes", "/board.csv", "/network.gexf"):
        answer = web.get(f"/issues/inowhere{path}")
        assert answer.status_code == 404, path
        assert "no such issue" in answer.text, path


def test_the_span_has_every_day_and_every_position(web: TestClient, issue: str) -> None:
    span = web.get(f"/api/issues/{issue}").json()["span"]
    assert span["stops"][0] == "2023-03-01"
    assert span["stops"][-1] == "2025-01-10"
    assert sum(span["bars"]) == 10


def test_changes_have_both_quotes(web: TestClient, issue: str) -> None:
    found = web.get(f"/api/issues/{issue}/changes").json()["changes"]
    assert ("Erik Dahl", "hardened") in {(c["name"], c["kind"]) for c in found}
    page = web.get(f"/issues/{issue}/changes").text
    assert "Sweden would never pay for such a thing" in page


def test_places_of_the_texts_are_counted(web: TestClient, issue: str) -> None:
    found = web.get(f"/api/issues/{issue}/where").json()
    assert found["places"][0]["place"]["name"] == "Turku"
    assert found["places"][0]["texts"] == 2
    assert web.get(f"/api/issues/{issue}/where?as_of=2023-03-01").json()["places"] == []


def test_the_network_ties_actors_to_issues_by_their_mean_stance(
    web: TestClient, issue: str
) -> None:
    found = web.get(f"/api/issues/{issue}/network").json()
    says = {(t["names"][0], t["names"][1]): t["says"] for t in found["ties"]}
    assert says["Norway", BRIDGE] == "open"
    assert says["Aino Lahti", "keep the ferries"] == "opposes"
    assert {d["mode"] for d in found["dots"]} == {"actor", "issue"}


def test_every_tie_leads_to_the_words_behind_it(web: TestClient, issue: str) -> None:
    for of in ("issues", "actors"):
        found = web.get(f"/api/issues/{issue}/network?of={of}").json()
        assert found["ties"]
        for tie in found["ties"]:
            query = f"one={tie['source']}&other={tie['target']}&of={of}"
            behind = web.get(f"/api/issues/{issue}/tie?{query}").json()
            assert len({row["id"] for row in behind["rows"]}) >= tie["positions"]
            page = web.get(f"/issues/{issue}/tie?{query}", headers={"HX-Request": "true"})
            assert page.status_code == 200
            assert behind["rows"][0]["text"] in page.text


def test_a_tie_that_is_not_there_is_told(web: TestClient, issue: str) -> None:
    assert web.get(f"/issues/{issue}/tie?one=a&other=b").status_code == 404
    assert web.get(f"/issues/{issue}/network?of=neither").status_code == 400


def test_the_board_is_saved_as_csv_without_formulas(web: TestClient, issue: str) -> None:
    answer = web.get(f"/issues/{issue}/board.csv?as_of=2024-12-31")
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert {r["name"]: r["stance"] for r in rows}["Erik Dahl"] == "supports"
    assert all(not cell.startswith(("=", "+", "@")) for r in rows for cell in r.values() if cell)


@pytest.mark.parametrize("format", ["graphml", "gexf", "visone"])
def test_the_network_is_saved_as_xml(web: TestClient, issue: str, format: str) -> None:
    answer = web.get(f"/issues/{issue}/network.{format}?of=actors")
    assert answer.status_code == 200
    assert len(list(ElementTree.fromstring(answer.text).iter())) > 10


def test_a_judgement_is_on_the_board_at_once(kept: Ledger, web: TestClient, issue: str) -> None:
    from onrecord.review.judge import judge, undo

    found = web.get(f"/api/issues/{issue}").json()
    norway = next(
        e["standing"]["chosen"]["id"]
        for c in found["board"]["columns"]
        for e in c["entries"]
        if e["standing"]["name"] == "Norway"
    )
    judge(kept, "position", norway, "edit", {"stance": "opposes"}, coder="me")
    assert stances(web.get(f"/api/issues/{issue}").json())["Norway"] == "opposes"
    assert "edited" in web.get(f"/issues/{issue}").text
    undo(kept, "me")
    assert stances(web.get(f"/api/issues/{issue}").json())["Norway"] == "open"


def test_members_stand_where_their_group_does(kept: Ledger, web: TestClient, issue: str) -> None:
    """As members of the group, and not where a state has spoken for itself."""
    for name, kind, country in (("Baltic states", "group", None), ("Latvia", "country", "LV")):
        stance = "opposes" if kind == "group" else "open"
        words = f"{name} could not be ignored in this"
        kept.add(telling("2025-01-15", (name, kind, country, stance, words)))
    columns = web.get(f"/api/issues/{issue}").json()["board"]["columns"]
    members = {m["name"]: m["group"] for c in columns for m in c["members"]}
    assert set(members) == {"Estonia", "Lithuania"}
    page = web.get(f"/issues/{issue}").text
    assert f"As members of {members['Estonia']}" in page
