"""Judging over the web: the queue, its board, undoing, other coders, forms without script."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from entering import at_home, entered
from onrecord.analyse import find_actor, find_issue
from onrecord.model import Span
from onrecord.review.judge import judge
from onrecord.store import judgements, positions
from onrecord.store.ledger import Ledger
from onrecord.web.context import in_context
from served import BRIDGE, stocked


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    return stocked(ledger)


@pytest.fixture
def web(full: Ledger) -> TestClient:
    return at_home(full)


def tasks(web: TestClient, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = web.get(f"/api/review?limit=50&{query}").json()["tasks"]
    return found


def row(ledger: Ledger, mark: str) -> Any:
    with ledger.transaction() as db:
        return positions.by_ids(db, [mark])[0]


@pytest.mark.parametrize("order", ["uncertainty", "impact", "newest"])
def test_the_queue_gives_each_row_with_its_sentences(web: TestClient, order: str) -> None:
    found = tasks(web, f"order={order}")
    assert len(found) == 14
    for task in found:
        words = "".join(p["words"] for p in task["context"] if "evidence" in p["marks"])
        assert words == task["row"]["words"]


def test_the_queue_of_one_issue(full: Ledger, web: TestClient) -> None:
    issue = find_issue(full, BRIDGE)
    assert {t["row"]["issue"] for t in tasks(web, f"issue={issue}")} == {issue}
    assert BRIDGE in web.get(f"/review?issue={issue}").text


def test_what_is_judged_leaves_the_queue_and_comes_back_when_undone(
    full: Ledger, web: TestClient
) -> None:
    mark = tasks(web)[0]["row"]["id"]
    body = {
        "layer": "position",
        "mark": mark,
        "verb": "edit",
        "value": {"stance": "undecided", "seconds": 2.5},
    }
    done = web.post("/api/judge", json=body).json()
    assert done["told"].endswith("stance → undecided")
    assert row(full, mark).stance == "undecided"
    assert mark not in [t["row"]["id"] for t in tasks(web)]
    with full.transaction() as db:
        assert judgements.get(db, done["judgement"]).value["seconds"] == 2.5
    assert web.post("/api/undo", json={}).json()["mark"] == mark
    assert mark in [t["row"]["id"] for t in tasks(web)]
    assert web.post("/api/undo", json={}).status_code == 422


def test_what_is_passed_over_comes_last(web: TestClient) -> None:
    mark = tasks(web)[0]["row"]["id"]
    web.post("/api/pass", json={"mark": mark})
    assert tasks(web)[-1]["row"]["id"] == mark


def test_a_blind_coder_is_not_told_what_others_decided(full: Ledger, web: TestClient) -> None:
    mark = tasks(web)[0]["row"]["id"]
    was = row(full, mark).stance
    judge(full, "position", mark, "edit", {"stance": "undecided"}, coder="bo", why="surely not")
    found = next(t for t in tasks(web, "blind=true") if t["row"]["id"] == mark)
    assert (found["row"]["stance"], found["decided"]) == (was, None)
    assert (
        "bo"
        not in web.get("/review?blind=true&limit=50")
        .text.split('<ol class="tasks"')[1]
        .split("</ol>")[0]
        .split()
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"verb": "accept", "mark": "pnothing"}, "no such position"),
        ({"verb": "edit", "value": {"stance": "keen"}}, "keen"),
        ({"verb": "edit", "value": {"evidence": [[5, 1]]}}, ""),
        ({"verb": "edit", "value": {"colour": "red"}}, "colour"),
        ({"verb": "comment"}, "needs words"),
        ({"verb": "merge", "value": {"into": "a1"}}, "merge"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_with_a_reason(
    web: TestClient, body: dict[str, Any], says: str
) -> None:
    mark = tasks(web)[0]["row"]["id"]
    answer = web.post("/api/judge", json={"layer": "position", "mark": mark, **body})
    assert answer.status_code in (400, 422)
    assert says in answer.json()["detail"]


def test_the_board_of_a_row_says_whether_it_decides(full: Ledger, web: TestClient) -> None:
    with full.transaction() as db:
        rows = positions.of_actor(db, find_actor(full, "Erik Dahl"))
    on_bridge = [r for r in rows if r.label == BRIDGE]
    found = {r.day: web.get(f"/api/review/board/{r.id}").json() for r in on_bridge}
    assert [found[day]["decides"] for day in sorted(found)] == [False, False, True]
    assert {f["stands"] for f in found.values()} == {"supports"}
    assert web.get("/review/board/pnothing").status_code == 404


@pytest.mark.parametrize(
    ("layer", "typed", "first"),
    [
        ("actor", "lah", "Aino Lahti"),
        ("actor", "LAHTI", "Aino Lahti"),
        ("actor", "league green", "Green League"),
        ("issue", "bridge", BRIDGE),
        ("issue", "strait build", BRIDGE),
    ],
)
def test_names_are_found_while_they_are_typed(
    web: TestClient, layer: str, typed: str, first: str
) -> None:
    assert web.get(f"/api/pick/{layer}", params={"q": typed}).json()[0]["name"] == first


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "'", '"', "\\", "zzz", "é" * 300, "\x00"])
def test_nothing_typed_is_an_error(web: TestClient, typed: str) -> None:
    for layer in ("actor", "issue"):
        answer = web.get(f"/api/pick/{layer}", params={"q": typed})
        assert (answer.status_code, answer.json()) == (200, [])
    assert web.get("/api/pick/place?q=x").status_code == 404


def test_a_form_without_script_judges_and_goes_back(full: Ledger, web: TestClient) -> None:
    mark = tasks(web)[0]["row"]["id"]
    form = {
        "csrf": web.headers["X-CSRF-Token"],
        "layer": "position",
        "mark": mark,
        "verb": "accept",
    }
    answer = web.post("/judge", data={**form, "back": f"/documents/x#{mark}"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/documents/x#{mark}")
    assert row(full, mark).state == "accepted"
    for elsewhere in ("https://other.example/", "//other.example", "/\\other.example"):
        answer = web.post("/judge", data={**form, "back": elsewhere})
        assert answer.headers["location"] == "/"


def test_a_coder_judges_but_neither_merges_nor_undoes_for_others(full: Ledger) -> None:
    coder = entered(full, "bo", "coder")
    mark = tasks(coder)[0]["row"]["id"]
    theirs = judge(full, "position", mark, "reject", coder="cy")
    assert coder.post("/api/undo", json={"judgement": theirs.id}).status_code == 403
    body = {"layer": "actor", "mark": find_actor(full, "Karin Ek"), "verb": "merge"}
    body["value"] = {"into": find_actor(full, "Erik Dahl")}  # type: ignore[assignment]
    assert coder.post("/api/judge", json=body).status_code == 403
    mine = {"layer": "position", "mark": mark, "verb": "accept"}
    assert coder.post("/api/judge", json=mine).status_code == 200


def test_a_reader_sees_no_queue(full: Ledger) -> None:
    reader = entered(full, "dee", "reader")
    assert reader.get("/review").status_code == 403
    assert reader.get("/api/review").status_code == 403
    assert reader.get("/review/disagreements").status_code == 403


def test_disagreements_stand_side_by_side_and_are_settled(full: Ledger, web: TestClient) -> None:
    assert "no two coders yet" in web.get("/review/disagreements").text
    with full.transaction() as db:
        text = next(r.text for r in positions.of_issue(db, find_issue(full, BRIDGE)))
        rows = positions.of_text(db, text)
    for coder in ("bo", "cy"):
        for r in rows:
            judge(full, "position", r.id, "accept", coder=coder)
    judge(full, "position", rows[0].id, "edit", {"stance": "open"}, coder="cy")
    found = web.get("/api/review/disagreements?first=bo&second=cy").json()
    assert [d["difference"]["fields"] for d in found["rows"]] == [["stance"]]
    assert found["agreement"]["row_f1"]["value"] == 1.0
    body = {"right": "cy", "mark": rows[0].id, "other": rows[0].id}
    assert web.post("/api/adjudicate", json=body).status_code == 200
    assert row(full, rows[0].id).stance == "open"
    found = web.get("/api/review/disagreements?first=bo&second=cy").json()
    assert found["rows"][0]["settled"] == "adjudicated: as cy"
    assert web.get("/review/disagreements?first=bo&second=bo").status_code == 422


def test_sentences_around_a_mark_stop_two_on_each_side() -> None:
    text = "One. Two. Mr. A said so. They agree to it. Four. Five. Six. Seven."
    at = text.index("agree")
    pieces = in_context(text, (Span(at, at + 5),))
    assert (
        "".join(p.words for p in pieces).strip()
        == "Two. Mr. A said so. They agree to it. Four. Five."
    )
    for p in pieces:
        assert text[p.start : p.start + len(p.words)] == p.words
