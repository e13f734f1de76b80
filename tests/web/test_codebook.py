"""The codebook: forms that rename, merge, split and set opposites, with a preview before."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from entering import at_home, entered
from onrecord.analyse import board, find_actor, find_issue
from onrecord.store import actors, issues, positions
from onrecord.store.ledger import Ledger
from served import BRIDGE, FERRIES, stocked


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    return stocked(ledger)


@pytest.fixture
def web(full: Ledger) -> TestClient:
    return at_home(full)


def send(web: TestClient, path: str, **form: Any) -> Any:
    return web.post(path, data={"csrf": web.headers["X-CSRF-Token"], "back": "/codebook", **form})


def test_issues_and_actors_are_looked_up(web: TestClient) -> None:
    found = web.get("/api/codebook?words=ferries").json()
    assert [i["label"] for i in found["issues"]] == [FERRIES]
    assert [a["name"] for a in web.get("/api/codebook?words=lahti").json()["actors"]] == [
        "Aino Lahti"
    ]


def test_a_merge_of_actors_is_previewed_done_and_undone(full: Ledger, web: TestClient) -> None:
    ek, dahl = find_actor(full, "Karin Ek"), find_actor(full, "Erik Dahl")
    form = {"layer": "actor", "mark": ek, "verb": "merge", "value.into": dahl}
    page = send(web, "/codebook/preview", **form).text
    assert "Karin Ek merged into Erik Dahl" in page
    assert "<b>1 position</b>" in page
    assert find_actor(full, "Karin Ek") == ek
    assert send(web, "/judge", **form).status_code == 303
    assert find_actor(full, "Karin Ek") == dahl
    names = web.get(f"/api/codebook/actors/{dahl}").json()["names"]
    assert {n["name"] for n in names} == {"Karin Ek", "Erik Dahl"}
    logged = web.get("/api/codebook").json()["log"][0]
    assert logged["told"] == "Karin Ek merged into Erik Dahl"
    send(web, "/judge", layer="actor", mark=logged["id"], verb="undo")
    assert find_actor(full, "Karin Ek") == ek
    log = web.get(f"/api/codebook/actors/{dahl}").json()["log"]
    assert [(j["told"], j["undone"]) for j in log] == [("Karin Ek merged into Erik Dahl", True)]


def test_names_typed_without_script_are_found(full: Ledger, web: TestClient) -> None:
    form = {"layer": "actor", "mark": find_actor(full, "Karin Ek"), "verb": "merge"}
    assert (
        "merged into Erik Dahl"
        in send(web, "/codebook/preview", **form, **{"value.into": "Erik Dahl"}).text
    )
    missing = send(web, "/codebook/preview", **form, **{"value.into": "Nobody At All"})
    assert missing.status_code == 404


def test_an_actor_is_corrected(full: Ledger, web: TestClient) -> None:
    ek = find_actor(full, "Karin Ek")
    values = {"value.name": "Karin Eriksson", "value.kind": "person", "value.country": "NO"}
    assert send(web, "/judge", layer="actor", mark=ek, verb="edit", **values).status_code == 303
    with full.transaction() as db:
        row = actors.by_ids(db, [ek])[ek]
    assert (row.name, row.country) == ("Karin Eriksson", "NO")


def test_some_texts_of_an_actor_become_somebody_elses(full: Ledger, web: TestClient) -> None:
    lahti = find_actor(full, "Aino Lahti")
    texts = web.get(f"/api/codebook/actors/{lahti}").json()["texts"]
    form = {
        "layer": "actor",
        "mark": lahti,
        "verb": "split",
        "value.texts": [texts[0]["id"]],
        "value.into.id": "",
        "value.into.name": "Aino Lahti the younger",
        "value.into.kind": "person",
    }
    page = send(web, "/codebook/preview", **form).text
    assert "1 text split off as Aino Lahti the younger" in page
    assert send(web, "/judge", **form).status_code == 303
    other = find_actor(full, "Aino Lahti the younger")
    with full.transaction() as db:
        assert {r.text for r in positions.of_actor(db, other)} == {texts[0]["id"]}


def test_labels_are_merged_split_again_and_set_opposite(full: Ledger, web: TestClient) -> None:
    ferries, bridge = find_issue(full, FERRIES), find_issue(full, BRIDGE)
    send(web, "/judge", layer="issue", mark=ferries, verb="merge", **{"value.into": bridge})
    assert find_issue(full, FERRIES) == bridge
    page = web.get(f"/codebook/issues/{bridge}").text
    assert FERRIES in page
    form = {"layer": "issue", "mark": bridge, "verb": "split", "value.labels": [ferries]}
    assert "1 label split off" in send(web, "/codebook/preview", **form).text
    send(web, "/judge", **form)
    assert find_issue(full, FERRIES) == ferries
    send(web, "/judge", layer="issue", mark=ferries, verb="edit", **{"value.opposite": bridge})
    with full.transaction() as db:
        assert issues.by_ids(db, [bridge])[0].opposites == ((ferries, FERRIES),)
    found = {e.standing.name for c in board(full, bridge).columns for e in c.entries}
    assert "Green League" in found


def test_an_issue_is_renamed(full: Ledger, web: TestClient) -> None:
    bridge = find_issue(full, BRIDGE)
    send(
        web, "/judge", layer="issue", mark=bridge, verb="edit", **{"value.label": "span the strait"}
    )
    assert find_issue(full, "span the strait") == bridge


def test_a_coder_reads_the_codebook_and_changes_nothing(full: Ledger) -> None:
    coder = entered(full, "bo", "coder")
    bridge = find_issue(full, BRIDGE)
    page = coder.get(f"/codebook/issues/{bridge}").text
    assert "needs the role of editor" in page
    assert "See what changes" not in page
    form = {"layer": "issue", "mark": bridge, "verb": "edit", "value.label": "x"}
    assert send(coder, "/judge", **form).status_code == 403
    assert send(coder, "/codebook/preview", **form).status_code == 403


def test_what_is_not_there_is_told(web: TestClient) -> None:
    assert web.get("/codebook/issues/inothing").status_code == 404
    assert web.get("/codebook/actors/anobody").status_code == 404
