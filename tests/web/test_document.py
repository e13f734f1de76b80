"""Documents: the list, the text whole and with its marks, long texts in parts, copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import handmade
from onrecord.model import Text
from onrecord.review.judge import judge
from onrecord.store import positions, web_documents
from onrecord.store.ledger import Ledger
from onrecord.web import make_app
from served import EVIL, stocked

ARTICLE = Text.of(handmade.ARTICLE).id


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    return stocked(ledger)


@pytest.fixture
def web(full: Ledger) -> TestClient:
    return TestClient(make_app(full), base_url="http://localhost")


def test_the_list_is_narrowed_by_month_and_words(web: TestClient) -> None:
    every = web.get("/api/documents").json()
    assert [d["published"] for d in every["documents"]] == sorted(
        (d["published"] for d in every["documents"]), reverse=True
    )
    assert every["months"] == ["2025-01", "2024-11", "2024-09", "2024-05", "2023-03"]
    assert [
        d["published"] for d in web.get("/api/documents?month=2024-09").json()["documents"]
    ] == ["2024-09-02"]
    found = web.get("/api/documents?words=news+2023").json()["documents"]
    assert [d["title"] for d in found] == ["News of 2023-03-01"]
    assert len(web.get("/api/documents?words=NEWS").json()["documents"]) == 4
    for words in ("zebra", "%", "_ews", "\\"):
        assert "No document fits" in web.get("/documents", params={"words": words}).text


def test_the_list_is_narrowed_by_outlet(full: Ledger, web: TestClient) -> None:
    text = replace(Text.of("Nothing new.", name="n.txt"), publisher="The Strait Times")
    full.add(replace(handmade.bare(), document=text))
    found = web.get("/api/documents?outlet=The+Strait+Times").json()
    assert [d["id"] for d in found["documents"]] == [text.id]
    assert found["outlets"] == ["The Strait Times"]
    assert found["documents"][0]["title"] == "n.txt"


def test_the_list_comes_page_by_page(full: Ledger, web: TestClient) -> None:
    for n in range(40):
        full.add(handmade.bare(f"Nothing happened on day {n}.", name=f"{n}.txt"))
    first, second = (web.get(f"/api/documents?number={n}").json() for n in (1, 2))
    assert (first["more"], second["more"]) == (True, False)
    ids = [d["id"] for page in (first, second) for d in page["documents"]]
    assert len(ids) == len(set(ids)) == 45
    assert "number=2" in web.get("/documents").text


def test_the_lines_are_the_text_with_its_offsets(web: TestClient) -> None:
    """Each line begins where it says, in code points: so that selected words have their span."""
    found = web.get(f"/api/documents/{ARTICLE}").json()
    assert len(found["lines"]) > 3
    for line in found["lines"]:
        words = "".join(run["text"] for run in line["runs"])
        assert handmade.ARTICLE[line["start"] : line["start"] + len(words)] == words


def test_every_mark_has_a_card_and_an_anchor(web: TestClient) -> None:
    found = web.get(f"/api/documents/{ARTICLE}").json()
    page = web.get(f"/documents/{ARTICLE}").text
    cards = [c["row"]["id"] for name in ("positions", "events") for c in found[name]]
    cards += [c["row"]["id"] for c in found["statements"] if not c["carries"]]
    assert len(cards) > 8
    for id in cards:
        assert page.count(f'id="card-{id}"') == page.count(f'id="{id}"') == 1


def test_a_rejected_mark_stays_in_sight_with_who_did_it(full: Ledger, web: TestClient) -> None:
    with full.transaction() as db:
        row = positions.of_text(db, ARTICLE)[0]
    judge(full, "position", row.id, "reject", coder="ada")
    found = web.get(f"/api/documents/{ARTICLE}").json()
    assert found["off"] == [row.id]
    card = next(c for c in found["positions"] if c["row"]["id"] == row.id)
    assert card["decided"]["coder"] == "ada"
    assert "rejected by ada" in web.get(f"/documents/{ARTICLE}").text


def test_the_words_of_a_text_are_never_markup(web: TestClient) -> None:
    documents = web.get("/api/documents").json()["documents"]
    for d in documents:
        page = web.get(f"/documents/{d['id']}").text
        assert EVIL not in page
        assert "<script>alert" not in page
    assert any("&lt;script&gt;alert" in web.get(f"/documents/{d['id']}").text for d in documents)


def test_a_long_text_comes_in_parts_that_make_the_whole(full: Ledger, web: TestClient) -> None:
    """Each mark is in one part, and asking for a mark gives its part."""
    far = "Lighthouses were repainted, the harbour master noted.\n" * 4000
    record = handmade.bridge()
    text = Text.of(far + record.document.text, name="long.txt")
    shift = len(far)
    record = moved(record, text, shift)
    full.add(record)
    first = web.get(f"/api/documents/{text.id}").json()
    assert first["parts"] > 2
    assert first["positions"] == []
    mark = record.positions[0].id
    last = web.get(f"/api/documents/{text.id}?at={mark}").json()
    assert last["part"] == last["parts"]
    assert mark in [c["row"]["id"] for c in last["positions"]]
    lines = [
        line["start"]
        for n in range(1, first["parts"] + 1)
        for line in web.get(f"/api/documents/{text.id}?part={n}").json()["lines"]
    ]
    assert lines == sorted(set(lines))
    assert len(lines) == len([x for x in text.text.splitlines() if x.strip()])


def moved(record: handmade.Record, text: Text, by: int) -> handmade.Record:
    """The record's positions, moved along a longer text."""
    from onrecord.model import Position, Span

    def shift(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(s.start + by, s.end + by) for s in spans)

    return replace(
        handmade.bare(),
        document=text,
        actors=tuple(replace(a, roles=(), mentions=()) for a in record.actors),
        issues=tuple(replace(i, mentions=()) for i in record.issues),
        positions=tuple(
            replace(
                p,
                id=Position.id_of(text.id, p.actor, p.issue, p.stance, shift(p.evidence)),
                evidence=shift(p.evidence),
                condition=p.condition and shift(p.condition),
                statement=None,
            )
            for p in record.positions
        ),
    )


def test_copies_and_sources_are_listed(full: Ledger, web: TestClient) -> None:
    bridge = handmade.bridge()
    again = replace(
        bridge.document, name="b.txt", publisher="Second Post", url="https://b.example/x"
    )
    full.add(replace(bridge, document=again))
    found = web.get(f"/api/documents/{ARTICLE}").json()
    assert len(found["sources"]) == 2
    assert "https://b.example/x" in web.get(f"/documents/{ARTICLE}").text


def test_the_outlet_is_told_where_only_the_source_names_it(full: Ledger, web: TestClient) -> None:
    text = Text.of("Nobody said anything.", name="x", title="Silence")
    full.add(replace(handmade.bare(), document=replace(text, url="https://post.example/silence")))
    found = web.get(f"/api/documents/{text.id}").json()
    assert found["outlet"] == found["sources"][0]["publisher"] == "post.example"
    assert "post.example · " in web.get(f"/documents/{text.id}").text


def test_a_script_is_no_link(full: Ledger, web: TestClient) -> None:
    text = replace(Text.of("Nothing here.", name="x"), url="javascript:alert(1)")
    full.add(replace(handmade.bare(), document=text))
    assert "javascript:" not in web.get(f"/documents/{text.id}").text


def test_a_document_that_is_not_there_is_told(web: TestClient) -> None:
    assert web.get("/documents/0000").status_code == 404
    assert web.get("/api/documents/0000").json()["detail"]


@pytest.mark.parametrize("query", ["number=0", "number=x", "part=0"])
def test_what_cannot_be_asked_is_refused(web: TestClient, query: str) -> None:
    path = "/documents" if "number" in query else f"/documents/{ARTICLE}"
    assert web.get(f"/api{path}?{query}").status_code == 422


def test_names_without_a_path(tmp_path: Path) -> None:
    assert web_documents.called(str(tmp_path / "ferry.txt")) == "ferry.txt"
